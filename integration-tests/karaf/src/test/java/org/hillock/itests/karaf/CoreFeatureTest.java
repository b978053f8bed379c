package org.hillock.itests.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CoreFeatureTest {
  private static final String VERSION = System.getProperty("hillock.version");
  private static final Pattern ANY_BUNDLE = Pattern.compile(">mvn:([^/]+)/([^/]+)/([^<]+)<");
  private static final Pattern LINE =
      Pattern.compile("(?m)^ *\\d+\\t(\\w+) *\\t *\\d+\\t[^\\t]+\\t(org\\.hillock\\.[a-z0-9.]+)");

  private final Path repository = Path.of(System.getProperty("karaf.repository"));

  @Test
  void theRepositoryHoldsEveryBundleThatTheFeaturesName() throws Exception {
    List<MatchResult> named = ANY_BUNDLE.matcher(features()).results().toList();

    assertFalse(named.isEmpty());
    for (MatchResult bundle : named) {
      Path folder = repository.resolve(bundle.group(1).replace('.', '/'));
      String jar = bundle.group(2) + "-" + bundle.group(3) + ".jar";
      Path file = folder.resolve(bundle.group(2)).resolve(bundle.group(3)).resolve(jar);
      assertTrue(Files.exists(file), file.toString());
    }
  }

  @Test
  void everyBundleOfTheCoreFeatureIsActiveAndServes() throws Exception {
    Optional<Path> java = KarafJava.find();
    assumeTrue(java.isPresent(), "Karaf 4.4 needs a JDK from 17 to 23");
    Karaf karaf = new Karaf(Path.of(System.getProperty("karaf.home")), java.get(), repository);

    String printed =
        karaf.run(
            List.of(
                "feature:repo-add mvn:org.hillock/org.hillock.features.karaf/"
                    + VERSION
                    + "/xml/features",
                "feature:install hillock-core",
                "bundle:list -s -t 0 --no-format",
                "bundle:services org.hillock.registry org.hillock.activation"));

    List<String> ours = ourBundles();
    assertFalse(ours.isEmpty());
    Map<String, String> active = new TreeMap<>();
    ours.forEach(name -> active.put(name, "Active"));
    assertEquals(active, states(printed), printed);
    assertTrue(printed.contains("[org.hillock.api.registry.Registry,"), printed);
    assertTrue(printed.contains("[org.hillock.api.activation.Activations,"), printed);
  }

  private List<String> ourBundles() throws Exception {
    return ANY_BUNDLE
        .matcher(features())
        .results()
        .filter(bundle -> bundle.group(1).equals("org.hillock"))
        .map(bundle -> bundle.group(2))
        .toList();
  }

  private String features() throws Exception {
    Path folder = repository.resolve("org/hillock/org.hillock.features.karaf").resolve(VERSION);
    String file = "org.hillock.features.karaf-" + VERSION + "-features.xml";
    return Files.readString(folder.resolve(file));
  }

  private static Map<String, String> states(String printed) {
    return LINE.matcher(printed)
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(2), line -> line.group(1), (a, b) -> b, TreeMap::new));
  }
}
