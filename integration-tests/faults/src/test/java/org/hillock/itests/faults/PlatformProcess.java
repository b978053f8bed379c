package org.hillock.itests.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hillock.fixtures.FixtureJar;

/** The platform in processes of its own, one after another, on one data folder. */
final class PlatformProcess implements AutoCloseable {
  static final String MODEL = "bench-load";
  static final String NODE = "faults";

  private final Path data;
  private final Path log;
  private Process process;

  /**
   * Prepares the folder: the small model in {@code load/}, and these configurations.
   *
   * @param configurations JSON by PID
   */
  PlatformProcess(Path data, Map<String, String> configurations) throws IOException {
    this.data = data;
    this.log = data.resolveSibling("platform.log");
    ClassArchives.give(folder(data));
    Path load = folder(data.resolve("load"));
    FixtureJar.of("org.hillock.bench.load.model", "1.0.0")
        .with("factory", "bench-load-factory")
        .with("models", MODEL)
        .write(load.resolve("model.jar"));
    String all =
        configurations.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "\": " + e.getValue())
            .collect(Collectors.joining(",\n"));
    Files.writeString(
        folder(data.resolve("conf")).resolve("90-faults.json"),
        "{\"feature-resource-version\": \"1.0\", \"id\": \"org.hillock:faults:1\","
            + " \"configurations\": {"
            + all
            + "}}");
  }

  private static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    folder.toFile().setWritable(false, false);
    folder.toFile().setWritable(true, true);
    return folder;
  }

  /** Starts it without waiting. */
  PlatformProcess start() throws IOException {
    Files.deleteIfExists(log);
    ProcessBuilder builder = script(List.of("--nointeractive"));
    builder.environment().put("HILLOCK_OPTIONS", "-XX:TieredStopAtLevel=1");
    process =
        Processes.start(
            builder
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    return this;
  }

  PlatformProcess awaitReady() throws Exception {
    Await.until(
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("expected a platform, got: " + Files.readString(log));
          }
          // On a loaded machine it may say that it is up before its broker is.
          String text = Files.readString(log);
          return text.contains("Hillock is ready") || text.contains("Hillock is up");
        },
        () -> "a platform that is ready; it says: " + text());
    return this;
  }

  /** Runs a shell command in it; what it printed. */
  String command(String line) throws Exception {
    Path out = Files.createTempFile("hillock-faults", ".txt");
    try {
      Process run =
          Processes.start(
              script(List.of("do", line)).redirectErrorStream(true).redirectOutput(out.toFile()));
      if (!run.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS) || run.exitValue() != 0) {
        throw new AssertionError(line + ": " + Files.readString(out));
      }
      return Files.readString(out);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private ProcessBuilder script(List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Distribution.ROOT.resolve("hillock").toString());
    command.addAll(List.of("--data", data.toString()));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HILLOCK_HOME", Distribution.HOME.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  Path data() {
    return data;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Its embedded broker, or null when there is none now. */
  ProcessHandle broker() {
    ProcessHandle broker =
        process
            .descendants()
            .filter(p -> p.info().commandLine().orElse("").contains("BrokerMain"))
            .findFirst()
            .orElse(null);
    if (broker != null) {
      Processes.watch(broker);
    }
    return broker;
  }

  /** SIGKILL; returns the processes that it had started. */
  List<ProcessHandle> kill() throws Exception {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(Processes::watch);
    Processes.kill(process.toHandle());
    return children;
  }

  /** SIGTERM; waits for the end. */
  void terminate() throws Exception {
    process.destroy();
    if (!process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("expected an end after SIGTERM, got none");
    }
    ClassArchives.take(data);
  }

  /** What it said. */
  String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws Exception {
    if (process != null && process.isAlive()) {
      List<ProcessHandle> children = kill();
      for (ProcessHandle child : children) {
        Processes.kill(child);
      }
    }
  }
}
