package org.hillock.itests.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a JDK on which Karaf 4.4 starts: its shell needs one that still has a security manager. */
final class KarafJava {
  private static final int OLDEST = 17;
  private static final int NEWEST = 23;
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private KarafJava() {}

  /** The running JDK if it will do, else an installed one, if any. */
  static Optional<Path> find() throws IOException {
    if (fits(Runtime.version().feature())) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    if (Files.notExists(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(INSTALLED)) {
      for (Path folder : folders.sorted().toList()) {
        if (fits(featureOf(folder.resolve("release")))) {
          return Optional.of(folder);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(int feature) {
    return feature >= OLDEST && feature <= NEWEST;
  }

  private static int featureOf(Path release) throws IOException {
    if (Files.notExists(release)) {
      return 0;
    }
    Matcher version = VERSION.matcher(Files.readString(release));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }
}
