package org.hillock.bench.internal;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A platform in a process of its own that hosts the rates analysis on this platform's broker. */
final class AnalyzingPlatform implements AutoCloseable {
  private static final long STOP_SECONDS = 20;
  private static final List<String> OWN = List.of("-Dhillock.data=", "-Dhillock.terminal=", "-Xmx");
  private static final String CONFIGURATIONS =
      """
      {"feature-resource-version": "1.0", "id": "org.hillock:bench:1", "configurations": {
        "org.hillock.broker": {"bootstrap.servers": "%s", "client.file": "%s"},
        "org.hillock.analysis.rates~bench": {"hillock.model": "%s", "hillock.delivery": "lossless",
          "hillock.analysis.from": "now", "hillock.analysis.configuration": "%s"}}}
      """;

  private final Path log;
  private final Process process;

  /**
   * Starts it.
   *
   * @param home folder of the distribution
   * @param data folder for what it writes, not there yet
   * @param servers of the broker
   * @param client settings with which it connects
   */
  AnalyzingPlatform(
      Path home, Path data, String servers, Path client, String model, String configuration)
      throws IOException {
    Path conf = Files.createDirectories(data.resolve("conf"));
    Files.writeString(
        conf.resolve("90-bench.json"),
        String.format(Locale.ROOT, CONFIGURATIONS, servers, client, model, configuration));
    log = data.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> OWN.stream().noneMatch(argument::startsWith))
        .forEach(command::add);
    command.add("-Xmx512m");
    command.add("-Dhillock.data=" + data);
    command.add("-jar");
    command.add(home.resolve("launcher.jar").toString());
    command.add("--nointeractive");
    process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "expected a platform that analyses, got: " + Files.readString(log).strip());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
