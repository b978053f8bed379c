package org.hillock.broker.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of the broker process: little memory, a fast start, and no secret in it. */
final class BrokerCommand {
  private static final String MAIN = "org.hillock.brokerd.BrokerMain";
  private static final String LOG_FORMAT =
      "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n";

  private final Settings settings;
  private final List<Path> jars;
  private final List<String> options;
  private final ClassArchive archive;

  BrokerCommand(Settings settings) throws IOException {
    this.settings = settings;
    this.jars = jars(settings.libraries());
    this.options = options(settings);
    this.archive = ClassArchive.of(settings.archives(), settings.jvm(), options, jars);
  }

  ClassArchive archive() {
    return archive;
  }

  List<String> words(int port) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(settings.java().toString());
    words.addAll(options);
    words.addAll(archive.options());
    words.addAll(settings.extraOptions());
    words.add("-cp");
    words.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    words.add(MAIN);
    words.addAll(List.of("--data", settings.data().toString()));
    words.addAll(List.of("--secrets", settings.folder().toString()));
    words.addAll(List.of("--port", Integer.toString(port)));
    return words;
  }

  private static List<String> options(Settings settings) {
    return List.of(
        "-Xmx" + settings.heapMegabytes() + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        LOG_FORMAT);
  }

  private static List<Path> jars(Path libraries) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("kafka_"))) {
        throw new IOException(
            libraries + ": expected the broker's jars, got " + jars.size() + " other jars");
      }
      return jars;
    } catch (java.nio.file.NoSuchFileException | NotDirectoryException e) {
      throw new IOException(libraries + ": expected a folder with the broker's jars, got none", e);
    }
  }
}
