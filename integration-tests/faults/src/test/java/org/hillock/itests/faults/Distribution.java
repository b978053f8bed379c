package org.hillock.itests.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The distribution that was built, and JVMs on its jars. */
final class Distribution {
  static final Path ROOT = Path.of(System.getProperty("hillock.root"));
  static final Path HOME = ROOT.resolve("features/all/target/hillock");

  private Distribution() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The bundles of these names and all jars of the broker, as a class path. */
  static String classPath(String... bundles) throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("bundles"))) {
      List<String> jars =
          files
              .filter(f -> Arrays.stream(bundles).anyMatch(f.getFileName().toString()::startsWith))
              .map(Path::toString)
              .collect(Collectors.toCollection(ArrayList::new));
      if (jars.size() != bundles.length) {
        throw new AssertionError("expected " + List.of(bundles) + ", got " + jars);
      }
      jars.add(HOME.resolve("broker").resolve("*").toString());
      return String.join(File.pathSeparator, jars);
    }
  }
}
