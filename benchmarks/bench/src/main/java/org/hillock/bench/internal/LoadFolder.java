package org.hillock.bench.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How a load and who wants it speak: a file {@code go} starts it, a file {@code stop} ends it, and
 * the file {@code state} says where it stands. The folder {@code ledgers} has its ledgers.
 */
record LoadFolder(Path path) {
  LoadFolder {
    try {
      Files.createDirectories(path.resolve("ledgers"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean go() {
    return Files.exists(path.resolve("go"));
  }

  boolean stop() {
    return Files.exists(path.resolve("stop"));
  }

  /** Says where the load stands: whole or not at all. */
  void state(String line) throws IOException {
    Path fresh = path.resolve("state.new");
    Files.writeString(fresh, line);
    Files.move(
        fresh,
        path.resolve("state"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes what was wanted as done. */
  void done() throws IOException {
    Files.deleteIfExists(path.resolve("go"));
    Files.deleteIfExists(path.resolve("stop"));
  }

  Path ledger(UUID session) {
    return path.resolve("ledgers").resolve(session.toString());
  }

  List<LedgerPage> pages() throws IOException {
    List<LedgerPage> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(path.resolve("ledgers"))) {
      for (Path file : files.sorted().toList()) {
        pages.add(LedgerPage.read(file));
      }
    }
    return pages;
  }
}
