package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A folder of jars, each named by its SHA-256. */
final class JarStore {
  private final Path folder;

  JarStore(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Copies a jar into the store, on disk when it returns; its SHA-256. */
  String put(Path jar) throws IOException {
    Path copy = Files.createTempFile(folder, "in", ".part");
    try {
      Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      String sha = FileHash.of(copy);
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(copy, path(sha), StandardCopyOption.ATOMIC_MOVE);
      return sha;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  boolean contains(String sha) {
    return !sha.isEmpty() && Files.isRegularFile(path(sha));
  }

  Path path(String sha) {
    return folder.resolve(sha + ".jar");
  }

  void remove(String sha) throws IOException {
    Files.deleteIfExists(path(sha));
  }
}
