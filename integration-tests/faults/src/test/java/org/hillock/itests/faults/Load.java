package org.hillock.itests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The load inside the platform, by the files through which it is told what to do. */
final class Load {
  private final Path folder;
  private final int sessions;
  private final int durable;

  /**
   * @param sessions that end with the platform
   * @param durable that go on after it
   */
  Load(Path folder, int sessions, int durable) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.sessions = sessions;
    this.durable = durable;
    Files.createDirectories(ledgers());
  }

  /** Its configuration as JSON. */
  String configuration() {
    return String.format(
        "{\"folder\": \"%s\", \"model\": \"%s\", \"sessions\": %d, \"durable\": %d,"
            + " \"rows\": 8, \"pause\": 4000}",
        folder, PlatformProcess.MODEL, sessions, durable);
  }

  Path ledgers() {
    return folder.resolve("ledgers");
  }

  /** Has it call from now on, now and whenever the platform starts again. */
  void want() throws IOException {
    if (!Files.exists(folder.resolve("go"))) {
      Files.createFile(folder.resolve("go"));
    }
  }

  /** The next platform waits until it is told. */
  void unwant() throws IOException {
    Files.deleteIfExists(folder.resolve("go"));
    Files.deleteIfExists(folder.resolve("state"));
  }

  /** Starts it and waits until calls return. */
  void run() throws Exception {
    Files.deleteIfExists(folder.resolve("state"));
    want();
    Await.until(() -> state().equals("runs"), () -> "a load that runs, it says: " + state());
    awaitCalls(1);
  }

  /** Ends it, and waits until the log should have all that it did. */
  void end() throws Exception {
    Files.createFile(folder.resolve("stop"));
    Await.until(() -> state().equals("stopped"), () -> "a load that stops, it says: " + state());
  }

  /** Waits until the ledgers have grown by some entries of each session. */
  void awaitCalls(int entries) throws Exception {
    long goal = bytes() + 64L * entries * (sessions + durable);
    Await.until(() -> bytes() >= goal, () -> "more calls, the load says: " + state());
  }

  /** Size of all ledgers: rises with each call. */
  long bytes() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(ledgers())) {
      files = all.toList();
    }
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }

  String state() {
    try {
      Path file = folder.resolve("state");
      String state = Files.exists(file) ? Files.readString(file) : "";
      if (state.startsWith("failed")) {
        throw new AssertionError("the load " + state);
      }
      return state;
    } catch (IOException e) {
      return e.toString();
    }
  }
}
