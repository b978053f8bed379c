package org.hillock.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bundles and the configuration of a distribution folder. */
final class Distribution {
  private final Path home;
  private final Feature feature;

  private Distribution(Path home, Feature feature) {
    this.home = home;
    this.feature = feature;
  }

  /**
   * Reads {@code conf/*.json} of the distribution, and then those of the user, which replace what
   * has the same name.
   */
  static Distribution read(Path home, Path userConfiguration) throws IOException, LaunchException {
    if (!Files.isDirectory(home.resolve("bundles"))) {
      throw new LaunchException("expected a distribution with a folder bundles, got " + home);
    }
    Feature ours = FeatureReader.folder(home.resolve("conf"));
    return new Distribution(home, ours.with(FeatureReader.folder(userConfiguration)));
  }

  Feature feature() {
    return feature;
  }

  /** Bundle files in start order. */
  List<Path> bundles() throws IOException, LaunchException {
    Path folder = home.resolve("bundles");
    List<Path> jars;
    try (Stream<Path> files = Files.walk(folder)) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
    if (feature.bundles().isEmpty()) {
      return jars;
    }
    List<Path> listed = new ArrayList<>();
    for (String id : feature.bundles()) {
      String[] parts = id.split(":");
      if (parts.length < 3) {
        throw new LaunchException("expected group:artifact:version as bundle, got " + id);
      }
      String name = parts[1] + "-" + parts[parts.length - 1] + ".jar";
      listed.add(
          jars.stream()
              .filter(jar -> jar.getFileName().toString().equals(name))
              .findFirst()
              .orElseThrow(() -> new LaunchException("expected bundle " + name + " in " + folder)));
    }
    return listed;
  }
}
