package org.hillock.broker.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The class-data archive that makes the second start of the broker process fast.
 *
 * <p>The JVM writes it when the first process ends; it is taken into use only after that process
 * ended well. An archive belongs to one JVM, one set of options and one set of jars (path, size and
 * time of each, which the JVM checks too), and its name says so.
 */
final class ClassArchive {
  private static final int NAME_BYTES = 12;
  private final Path archive;
  private final Path fresh;

  private ClassArchive(Path archive) {
    this.archive = archive;
    this.fresh = archive.resolveSibling(archive.getFileName() + ".new");
  }

  static ClassArchive of(Path folder, String jvm, List<String> options, List<Path> jars)
      throws IOException {
    Files.createDirectories(folder);
    return new ClassArchive(folder.resolve("broker-" + key(jvm, options, jars) + ".jsa"));
  }

  /** Returns the JVM options that use the archive, or that make it. */
  List<String> options() throws IOException {
    if (Files.exists(archive)) {
      return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off");
    }
    Files.deleteIfExists(fresh);
    return List.of("-XX:ArchiveClassesAtExit=" + fresh, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  boolean exists() {
    return Files.exists(archive);
  }

  /** Takes the archive of a process that ended well into use, and removes those of other keys. */
  void accept() throws IOException {
    if (Files.exists(archive) || !Files.exists(fresh)) {
      return;
    }
    Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
    try (var others = Files.newDirectoryStream(archive.getParent(), "broker-*.jsa*")) {
      for (Path other : others) {
        if (!other.equals(archive)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  private static String key(String jvm, List<String> options, List<Path> jars) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
    update(digest, jvm);
    options.forEach(option -> update(digest, option));
    for (Path jar : jars) {
      update(digest, jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
    }
    return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
  }

  private static void update(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
