package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.LeaseRevokedException;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.UnavailableException;
import org.hillock.api.registry.VersionId;
import org.hillock.fixtures.FixtureJar;
import org.hillock.fixtures.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;

class ForeignStopTest {
  @InjectBundleContext BundleContext context;
  @TempDir Path folder;
  Stage stage;

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(context, folder);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private static FixtureJar jar(String model, String version) {
    return FixtureJar.of("test." + model, version).with("models", model);
  }

  private Bundle live(String model) throws Exception {
    VersionId id = stage.deploy(jar(model, "1.0.0"), model + ".jar");
    stage.swap(id);
    return stage.bundles("test." + model).get(0);
  }

  @Test
  void updatesAndRefreshesByOthersFailNoCall() throws Exception {
    Bundle bundle = live("updated");
    Path[] jars = {
      stage.jar(jar("updated", "1.0.0"), "a.jar"), stage.jar(jar("updated", "1.0.1"), "b.jar")
    };
    try (Callers callers =
        new Callers(
            List.of(
                stage.client("updated"),
                stage.client("updated"),
                stage.session("updated"),
                stage.session("updated")))) {
      for (int i = 1; i <= 12; i++) {
        bundle.update(Files.newInputStream(jars[i % 2]));
        if (i % 4 == 0) {
          stage.refresh(bundle);
        }
      }
      Stage.await("the model", () -> stage.registry().model("updated").live().isPresent());
      callers.expectNoFailure();
    }
    assertEquals("restored", stage.registry().history("updated").get(0).action());
  }

  @Test
  void aSessionGoesOnAfterAStopAndAStartByOthers() throws Exception {
    Bundle bundle = live("paused");
    Session session = stage.session("paused");
    Stage.call(session, 4);
    bundle.stop();
    assertTrue(stage.registry().model("paused").live().isEmpty());
    CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> Stage.call(session, 1));
    bundle.start();
    assertEquals(3, Stage.join(call));
    assertEquals(0, session.epoch());
    Stage.await("the event", () -> stage.saw(Type.RESTORED, "live again after a stop by others"));
  }

  @Test
  void aModelThatStaysStoppedIsUnavailableAndSaysSo() throws Exception {
    Bundle bundle = live("stopped");
    Client client = stage.client("stopped");
    bundle.stop();
    UnavailableException e = assertThrows(UnavailableException.class, () -> Stage.call(client, 1));
    assertTrue(e.getMessage().contains("within 5000 ms"), e.getMessage());
    bundle.start();
    assertEquals(1, Stage.call(client, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failStart", "check"})
  void aBrokenUpdateByOthersIsReplacedByThePreviousJar(String flaw) throws Exception {
    String model = "broken-" + flaw.toLowerCase(java.util.Locale.ROOT);
    Bundle bundle = live(model);
    Session session = stage.session(model);
    Stage.call(session, 4);
    Path bad = stage.jar(jar(model, "2.0.0").with(flaw, "throw"), "bad.jar");
    try {
      bundle.update(Files.newInputStream(bad));
    } catch (BundleException felix) {
      assertEquals("failStart", flaw);
    }
    assertEquals(3, Stage.call(session, 1));
    assertEquals("1.0.0", stage.registry().model(model).live().orElseThrow().bundleVersion());
    assertEquals(1, stage.bundles("test." + model).size());
  }

  @ParameterizedTest
  @ValueSource(floats = {Trigger.LOAD, Trigger.IMPORT})
  void aLeasedCallThatLoadsAClassDuringARefreshDoesNotDeadlock(float trigger) throws Exception {
    String model = "loading-" + (int) trigger;
    VersionId id =
        stage.deploy(
            jar(model, "1.0.0").header("DynamicImport-Package", "org.opentest4j"), "load.jar");
    stage.swap(id);
    Bundle bundle = stage.bundles("test." + model).get(0);
    Client client = stage.client(model);
    CompletableFuture<Float> call =
        CompletableFuture.supplyAsync(() -> Stage.call(client, trigger));
    Stage.await(
        "the call",
        () -> stage.registry().model(model).versions().stream().anyMatch(v -> v.leases() == 1));
    long began = System.nanoTime();
    stage.refresh(bundle);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertTrue(millis < 4000, "the refresh took " + millis + " ms");
    try {
      assertEquals(trigger, Stage.join(call));
    } catch (LeaseRevokedException expected) {
      assertTrue(expected.getMessage().contains(model), expected.getMessage());
    }
    assertEquals(1, Stage.call(client, 1));
  }

  @Test
  void aCallThatOutstaysAStopByOthersIsRevokedWithinFourSeconds() throws Exception {
    Bundle bundle = live("overstayed");
    Client client = stage.client("overstayed");
    CompletableFuture<Float> call =
        CompletableFuture.supplyAsync(() -> Stage.call(client, Trigger.HANG));
    Stage.await(
        "the call",
        () ->
            stage.registry().model("overstayed").versions().stream()
                .anyMatch(v -> v.leases() == 1));
    long began = System.nanoTime();
    bundle.stop();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertTrue(millis >= 2500 && millis < 4000, "the stop took " + millis + " ms");
    assertThrows(LeaseRevokedException.class, () -> Stage.join(call));
    assertFalse(bundle.getState() == Bundle.ACTIVE);
  }

  @Test
  void aStopOfABundleInTheWiringIsDrainedAndSurvived() throws Exception {
    Path library =
        FixtureJar.of("test.library", "1.0.0")
            .header("Export-Package", "org.hillock.fixtures.lib;version=1.0.0")
            .entry("org/hillock/fixtures/lib/readme.txt", "a package".getBytes())
            .write(folder.resolve("library.jar"));
    Bundle provider = stage.install(library);
    VersionId id =
        stage.deploy(
            jar("wired", "1.0.0")
                .header(
                    "Import-Package",
                    "org.osgi.framework, org.hillock.api.model, org.hillock.api.tensor,"
                        + " org.hillock.fixtures.lib"),
            "wired.jar");
    stage.swap(id);
    try (Callers callers = new Callers(List.of(stage.client("wired"), stage.session("wired")))) {
      for (int i = 0; i < 4; i++) {
        provider.stop();
        assertTrue(stage.registry().model("wired").live().isEmpty());
        provider.start();
        Stage.await("the model", () -> stage.registry().model("wired").live().isPresent());
      }
      stage.refresh(provider);
      Stage.await("the model", () -> stage.registry().model("wired").live().isPresent());
      callers.expectNoFailure();
    }
  }
}
