package org.hillock.itests.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleRulesTest {
  /** Run before or beside a framework, never inside. */
  private static final Set<String> PLAIN_JARS = Set.of("brokerd", "launcher");

  @Test
  void everyBuiltBundleKeepsTheRules() throws IOException {
    List<Path> modules = Reactor.current().bundleModules();
    List<String> broken = new ArrayList<>();
    for (Path module : modules) {
      if (PLAIN_JARS.contains(module.getFileName().toString())) {
        continue;
      }
      try (JarFile jar = new JarFile(Reactor.jarOf(module).toFile())) {
        broken.addAll(BundleRules.brokenBy(jar.getManifest()));
      }
    }

    assertEquals(List.of(), broken);
    assertTrue(modules.size() > 3, "bundles were found");
  }

  @Test
  void theFolderOfABundleIsTheLastPartOfItsName() throws IOException {
    for (Path module : Reactor.current().bundleModules()) {
      String jar = Reactor.jarOf(module).getFileName().toString();

      assertTrue(jar.contains("." + module.getFileName() + "-"), jar + " in " + module);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          models.m   | DynamicImport-Package | org.nd4j.*                                  | DynamicImport-Package is not allowed, got org.nd4j.*
          stream     | DynamicImport-Package | *                                           | DynamicImport-Package is not allowed, got *
          models.m   | Require-Bundle        | org.hillock.models.n                        | Require-Bundle is not allowed, got org.hillock.models.n
          stream     | Export-Package        | org.hillock.stream                          | exports org.hillock.stream without a version
          stream     | Export-Package        | org.hillock.stream.internal;version="1.0.0" | exports the internal package org.hillock.stream.internal
          analysis.a | Private-Package       | org.nd4j.linalg                             | contains org.nd4j.linalg, which is not its own
          """)
  void aForbiddenHeaderIsCaught(String bundle, String header, String value, String complaint) {
    List<String> broken = BundleRules.brokenBy(manifest("org.hillock." + bundle, header, value));

    assertEquals(List.of("org.hillock." + bundle + ": " + complaint), broken);
  }

  @ParameterizedTest
  @CsvSource({
    "models.m, org.apache.kafka.clients",
    "models.m, org.nd4j.linalg.factory",
    "models.m, org.hillock.models.other",
    "models.m, org.hillock.models.mother",
    "models.m, org.hillock.registry.internal",
    "analysis.a, org.hillock.stream",
    "analysis.a, org.bytedeco.javacpp",
    "api, jakarta.json",
    "api, org.osgi.framework",
  })
  void aForbiddenImportIsCaughtEvenIfOptional(String bundle, String imported) {
    String value = imported + ";resolution:=optional";

    List<String> broken =
        BundleRules.brokenBy(manifest("org.hillock." + bundle, "Import-Package", value));

    assertEquals(1, broken.size(), broken.toString());
    assertTrue(broken.get(0).startsWith("org.hillock." + bundle + ": imports " + imported));
  }

  @Test
  void whatAModelMayImportIsLetThrough() {
    String imports =
        "java.util,org.osgi.framework;version=\"[1.8,2)\",org.hillock.api.model,org.hillock.nn,"
            + "org.hillock.store,org.hillock.models.m.kernels";

    assertEquals(
        List.of(),
        BundleRules.brokenBy(manifest("org.hillock.models.m", "Import-Package", imports)));
  }

  private static Manifest manifest(String symbolicName, String header, String value) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(new Name("Bundle-SymbolicName"), symbolicName);
    manifest.getMainAttributes().put(new Name(header), value);
    return manifest;
  }
}
