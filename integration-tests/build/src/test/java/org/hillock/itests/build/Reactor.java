package org.hillock.itests.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source tree under test: its root folder, its bundle modules and their jars. */
record Reactor(Path root) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern JAR =
      Pattern.compile("org\\.hillock\\.[a-z0-9.]+-\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\.jar");

  static Reactor current() {
    return new Reactor(Path.of(System.getProperty("hillock.root")).toAbsolutePath().normalize());
  }

  /** Folders of the modules that the aggregator of the bundles lists. */
  List<Path> bundleModules() throws IOException {
    Path bundles = root.resolve("bundles");
    return MODULE
        .matcher(Files.readString(bundles.resolve("pom.xml")))
        .results()
        .map((MatchResult found) -> bundles.resolve(found.group(1)))
        .toList();
  }

  /** The one jar that a module has built. */
  static Path jarOf(Path module) throws IOException {
    try (Stream<Path> files = Files.list(module.resolve("target"))) {
      List<Path> jars =
          files.filter(file -> JAR.matcher(file.getFileName().toString()).matches()).toList();
      if (jars.size() != 1) {
        throw new IOException("Expected one jar in " + module + "/target, got " + jars);
      }
      return jars.get(0);
    }
  }
}
