package org.hillock.itests.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Class-data archives of embedded brokers, handed from one data folder to the next. A broker makes
 * one at its first start and writes it when it ends, which costs seconds; one that is killed never
 * has one.
 */
final class ClassArchives {
  private static final Path KEPT = Path.of("target", "class-archives");

  private ClassArchives() {}

  /** Gives what there is to a data folder. */
  static void give(Path data) throws IOException {
    copy(Files.createDirectories(KEPT), Files.createDirectories(data.resolve("broker")));
  }

  /** Keeps those of a platform that ended well. */
  static void take(Path data) throws IOException {
    copy(data.resolve("broker"), Files.createDirectories(KEPT));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(from, "broker-*.jsa")) {
      for (Path archive : archives) {
        Path target = to.resolve(archive.getFileName());
        Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
