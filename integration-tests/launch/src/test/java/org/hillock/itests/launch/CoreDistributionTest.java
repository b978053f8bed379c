package org.hillock.itests.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hillock.itests.launch.Script.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreDistributionTest {
  private static final int SIGTERM = 143;
  private static final long MAX_BYTES = 5_000_000;

  @TempDir Path folder;

  private Script script() {
    return Script.core(folder.resolve("data"));
  }

  @Test
  void commandsOfAnotherProcessHaveTheirStatus() throws Exception {
    Script script = script();
    try (Service platform = script.service()) {
      Result models = platform.command("models");
      assertEquals(0, models.status(), models.output());
      assertTrue(models.output().contains("no models yet"), models.output());
      Result unknown = platform.command("modelz");
      assertEquals(2, unknown.status(), unknown.output());
      assertTrue(unknown.output().contains("nearest: model, models"), unknown.output());
      Result failed = platform.command("model nobody");
      assertEquals(1, failed.status(), failed.output());
      assertEquals(2, platform.command("model").status());
      Result fixed = platform.command("uninstall org.hillock.api");
      assertEquals(1, fixed.status(), fixed.output());
      assertEquals(SIGTERM, platform.terminate());
      assertEquals(1, platform.output().lines().count(), platform.output());
    }
    assertFalse(Files.exists(script.data().resolve("run/shell.socket")));
    assertEquals(3, script.run("do", "models").status());
  }

  @Test
  void everyCommandHasASummaryAndAnExample() throws Exception {
    try (Service platform = script().service()) {
      Result help = platform.command("help");
      assertEquals(0, help.status());
      String[] lines = help.output().split("\n\n")[0].split("\n");
      assertTrue(lines.length > 20, help.output());
      for (int i = 1; i < lines.length; i++) {
        String[] cells = lines[i].split("  +");
        assertEquals(3, cells.length, lines[i]);
        assertTrue(cells[2].startsWith(cells[0]), lines[i]);
        Result explained = platform.command("help " + cells[0]);
        assertTrue(explained.output().contains("usage:"), explained.output());
      }
    }
  }

  @Test
  void aPlatformThatWasKilledStartsAgain() throws Exception {
    Script script = script();
    try (Service first = script.service()) {
      first.kill();
    }
    try (Service second = script.service()) {
      assertEquals(0, second.command("bundles").status());
    }
  }

  @Test
  void aSecondPlatformOnOneFolderIsRefused() throws Exception {
    Script script = script();
    try (Service first = script.service()) {
      Result second = script.run("--nointeractive");
      assertEquals(1, second.status());
      assertTrue(second.output().contains("expected no other platform"), second.output());
      assertEquals(0, first.command("models").status());
    }
  }

  @Test
  void theLinesOfAPipeAreRunAndItsEndStopsThePlatform() throws Exception {
    Result piped = script().pipe("models\nnonsense\nbundles\n");
    assertEquals(0, piped.status(), piped.output());
    assertTrue(piped.output().contains("no models yet"), piped.output());
    assertTrue(piped.output().contains("unknown command 'nonsense'"), piped.output());
    assertTrue(piped.output().contains("org.hillock.registry"), piped.output());
  }

  @Test
  void aServiceGoesOnAtTheEndOfItsInput() throws Exception {
    try (Service platform = script().service()) {
      assertEquals(0, platform.command("models").status());
    }
  }

  @Test
  void everyBundleRuns() throws Exception {
    try (Service platform = script().service()) {
      String bundles = platform.command("bundles").output();
      assertTrue(bundles.contains("org.hillock.registry"), bundles);
      assertTrue(
          bundles.lines().skip(1).allMatch(l -> l.matches(" *\\d+  (active|starting) .*")),
          bundles);
    }
  }

  @Test
  void aConfigurationThatIsNoJsonStopsTheStartWithItsName() throws Exception {
    Script script = script();
    Path conf = Files.createDirectories(script.data().resolve("conf"));
    Files.writeString(conf.resolve("mine.json"), "{\"configurations\": [");
    Result started = script.run("--nointeractive");
    assertEquals(1, started.status());
    assertTrue(started.output().contains("mine.json"), started.output());
    assertEquals(1, started.output().lines().count(), started.output());
  }

  @Test
  void theCoreIsBelowFiveMegabytes() throws IOException {
    Path home = Script.ROOT.resolve("features/core/target/hillock");
    try (Stream<Path> files = Files.walk(home)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      assertTrue(bytes > 0 && bytes < MAX_BYTES, bytes + " bytes");
    }
  }
}
