package org.hillock.itests.karaf;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unpacked Karaf that takes commands on standard input and ends with it. */
final class Karaf {
  private static final long LIMIT_SECONDS = 120;

  private final Path home;
  private final Path java;

  /** Prepares a fresh Karaf that finds bundles in its own system folder and in one repository. */
  Karaf(Path home, Path java, Path repository) throws IOException {
    this.home = home;
    this.java = java;
    delete(home.resolve("data"));
    Files.createDirectories(home.resolve("data/tmp"));
    write(
        "etc/org.ops4j.pax.url.mvn.cfg",
        "org.ops4j.pax.url.mvn.useFallbackRepositories=false",
        "org.ops4j.pax.url.mvn.defaultRepositories=${karaf.home.uri}system@id=system@snapshots,"
            + repository.toUri()
            + "@id=built@snapshots",
        "org.ops4j.pax.url.mvn.repositories=",
        "org.ops4j.pax.url.mvn.localRepository=" + home.resolve("data/repository"));
    write(
        "etc/org.apache.karaf.features.cfg",
        "featuresRepositories=mvn:org.apache.karaf.features/standard/${karaf.version}/xml/features,"
            + "mvn:org.apache.karaf.features/framework/${karaf.version}/xml/features",
        "featuresBoot=framework,feature,shell,log,bundle,config");
  }

  /** Starts, runs the commands in order, stops, and returns all that was printed. */
  String run(List<String> commands) throws IOException, InterruptedException {
    Path printed = home.resolve("data/console.txt");
    ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString());
    builder.directory(home.toFile());
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().put("TERM", "dumb");
    builder.redirectErrorStream(true).redirectOutput(printed.toFile());
    Process process = builder.start();
    try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
      for (String command : commands) {
        input.write(command + "\n");
      }
    }
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("Karaf did not end within " + LIMIT_SECONDS + " s: " + text(printed));
      }
      return text(printed);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(home.resolve(file), List.of(lines));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
