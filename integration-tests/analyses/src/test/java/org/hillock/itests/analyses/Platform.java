package org.hillock.itests.analyses;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A platform of the distribution in a process of its own. */
final class Platform implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("hillock.root"));
  private static final long LIMIT_SECONDS = 120;

  private final Path data;
  private final Path log;
  private Process process;

  /** A platform that is not started, with these configurations as JSON. */
  Platform(Path data, String configurations) throws IOException {
    this.data = data;
    this.log = data.resolveSibling(data.getFileName() + ".log");
    Path conf = Files.createDirectories(data.resolve("conf"));
    Files.writeString(
        conf.resolve("90-test.json"),
        "{\"feature-resource-version\": \"1.0\", \"id\": \"org.hillock:test:1\","
            + " \"configurations\": {"
            + configurations
            + "}}");
  }

  Platform start() throws IOException {
    Files.deleteIfExists(log);
    ProcessBuilder builder = script("--nointeractive");
    builder.environment().put("HILLOCK_OPTIONS", "-XX:TieredStopAtLevel=1");
    process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Process started = process;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return this;
  }

  Platform awaitReady() throws IOException, InterruptedException {
    Await.until(
        () -> !process.isAlive() || text().contains("Hillock is ready"),
        () -> "a platform that is ready, got: " + text());
    if (!process.isAlive()) {
      throw new AssertionError("expected a platform, got: " + text());
    }
    return this;
  }

  /** Runs a shell command in it; what it printed. */
  String command(String line) throws IOException, InterruptedException {
    Path out = Files.createTempFile("hillock-analyses", ".txt");
    try {
      Process run =
          script("do", line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
      if (!run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || run.exitValue() != 0) {
        run.destroyForcibly();
        throw new AssertionError(line + ": " + Files.readString(out));
      }
      return Files.readString(out);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  /** Settings of a client of its embedded broker. */
  Path clientFile() {
    return data.resolve("broker/hillock.properties");
  }

  Map<String, Object> client() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(clientFile())) {
      properties.load(in);
    }
    Map<String, Object> client = new HashMap<>();
    properties.forEach((key, value) -> client.put(key.toString(), value));
    client.keySet().removeAll(List.of("sasl.username", "sasl.password"));
    return client;
  }

  /** SIGTERM. */
  void terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("expected an end within " + LIMIT_SECONDS + " s of SIGTERM");
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private ProcessBuilder script(String... args) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("hillock").toString());
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("HILLOCK_HOME", ROOT.resolve("features/all/target/hillock").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}
