package org.hillock.itests.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CoreFeatureTest {
  private static final String VERSION = System.getProperty("hillock.version");
  private static final Pattern BUNDLE = Pattern.compile(">mvn:org\\.hillock/([^/]+)/");
  private static final Pattern LINE =
      Pattern.compile("(?m)^ *\\d+\\t(\\w+) *\\t *\\d+\\t[^\\t]+\\t(org\\.hillock\\.[a-z0-9.]+)");

  @Test
  void everyBundleOfTheCoreFeatureIsActive() throws Exception {
    Path repository = Path.of(System.getProperty("karaf.repository"));
    Karaf karaf = new Karaf(Path.of(System.getProperty("karaf.home")), repository);

    String printed =
        karaf.run(
            List.of(
                "feature:repo-add mvn:org.hillock/org.hillock.features.karaf/"
                    + VERSION
                    + "/xml/features",
                "feature:install hillock-core",
                "bundle:list -s -t 0 --no-format"));

    List<String> ours = bundlesOf(repository);
    assertFalse(ours.isEmpty());
    Map<String, String> active = new TreeMap<>();
    ours.forEach(name -> active.put(name, "Active"));
    assertEquals(active, states(printed), printed);
  }

  private static List<String> bundlesOf(Path repository) throws Exception {
    Path folder = repository.resolve("org/hillock/org.hillock.features.karaf").resolve(VERSION);
    String file = "org.hillock.features.karaf-" + VERSION + "-features.xml";
    return BUNDLE
        .matcher(Files.readString(folder.resolve(file)))
        .results()
        .map((MatchResult bundle) -> bundle.group(1))
        .toList();
  }

  private static Map<String, String> states(String printed) {
    return LINE.matcher(printed)
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(2), line -> line.group(1), (a, b) -> b, TreeMap::new));
  }
}
