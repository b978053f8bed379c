package org.hillock.bench.internal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@link OutsideConsumer} on the jars of the distribution, in a plain JVM of its own. */
final class OutsideProcess {
  private static final List<String> BUNDLES =
      List.of("org.hillock.bench-", "org.hillock.api-", "org.hillock.frame-", "flatbuffers-java-");

  private final Path home;
  private final Path client;

  /**
   * @param home folder of the distribution
   * @param client settings with which it connects
   */
  OutsideProcess(Path home, Path client) {
    this.home = home;
    this.client = client;
  }

  /** Returns what it printed, line by line. */
  List<String> run(String topic, long since, Path ledgers)
      throws IOException, InterruptedException {
    Path logging =
        Files.writeString(
            ledgers.resolveSibling("logging.properties"),
            "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Djava.util.logging.config.file=" + logging,
                "-cp",
                classPath(),
                OutsideConsumer.class.getName(),
                client.toString(),
                topic,
                Long.toString(since),
                ledgers.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = out.lines().toList();
      process.waitFor();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  private String classPath() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("bundles"))) {
      return files
              .filter(f -> BUNDLES.stream().anyMatch(f.getFileName().toString()::startsWith))
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator))
          + File.pathSeparator
          + home.resolve("broker").resolve("*");
    }
  }
}
