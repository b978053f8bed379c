package org.hillock.itests.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A platform that runs in a process of its own. */
final class Service implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Script script;
  private final Process process;
  private final Path log;

  Service(Script script, Process process, Path log) throws IOException, InterruptedException {
    this.script = script;
    this.process = process;
    this.log = log;
    try {
      awaitReady();
    } catch (AssertionError | IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!output().contains("Hillock is ready")) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("expected a platform that says ready, got: " + output());
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  Script.Result command(String line) throws IOException, InterruptedException {
    return script.run("do", line);
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** SIGTERM; the status. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("expected an end within " + LIMIT_SECONDS + " s of SIGTERM");
    }
    return process.exitValue();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    kill();
    Files.deleteIfExists(log);
  }
}
