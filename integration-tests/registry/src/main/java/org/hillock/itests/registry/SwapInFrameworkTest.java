package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Lease;
import org.hillock.api.registry.LeaseRevokedException;
import org.hillock.api.registry.ModelFailedException;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapReport.Unload;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.hillock.fixtures.FixtureJar;
import org.hillock.fixtures.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;

class SwapInFrameworkTest {
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

  private VersionId version(String model, String version) throws Exception {
    return stage.deploy(
        FixtureJar.of("test." + model, version).with("models", model), model + version + ".jar");
  }

  @Test
  void swapsUnderLoadLoseNoCallAndGiveLoadersAndThreadsBack() throws Exception {
    VersionId one = version("load", "1.0.0");
    VersionId two = version("load", "2.0.0");
    stage.swap(one);
    int threads = Thread.activeCount();
    List<Unload> unloads = new ArrayList<>();
    try (Callers callers =
        new Callers(
            List.of(
                stage.client("load"),
                stage.client("load"),
                stage.session("load"),
                stage.session("load")))) {
      for (int i = 0; i < 10; i++) {
        unloads.add(Stage.join(stage.swap(i % 2 == 0 ? two : one).unload()));
      }
      callers.expectNoFailure();
    }
    for (Unload unload : unloads) {
      assertTrue(unload.stopped() && unload.unreferenced(), unload.toString());
      assertTrue(Stage.join(unload.collected()), "a class loader is alive");
      assertEquals(0, unload.revoked());
    }
    assertEquals(1, stage.bundles("test.load").size());
    Stage.await("threads to end", () -> Thread.activeCount() <= threads);
  }

  @Test
  void swapsAskedForAtOnceHappenInOrder() throws Exception {
    List<VersionId> ids = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      ids.add(version("overlap", i + ".0.0"));
    }
    List<CompletableFuture<SwapReport>> swaps = new ArrayList<>();
    ids.forEach(id -> swaps.add(stage.registry().swap(SwapRequest.to(id))));
    for (int i = 1; i < ids.size(); i++) {
      assertEquals(List.of(ids.get(i - 1)), Stage.join(swaps.get(i)).from());
    }
  }

  @Test
  void aSwapAskedForUnderALeaseHappensAfterIt() throws Exception {
    VersionId one = version("asking", "1.0.0");
    VersionId two = version("asking", "2.0.0");
    stage.swap(one);
    Session session = stage.session("asking");
    CompletableFuture<SwapReport> swap;
    try (Lease lease = stage.registry().lease(session)) {
      swap = stage.registry().swap(SwapRequest.to(two));
      Outputs out = Outputs.of(Tensor.of(new float[4], 1, 4));
      assertEquals(one, lease.apply(session, Stage.inputs(1), out));
    }
    SwapReport report = Stage.join(swap);
    assertEquals(1, report.migrated());
    assertTrue(Stage.join(report.unload()).stopped());
    assertEquals(1.5f, Stage.call(session, 1));
  }

  @Test
  void aCompositionIsSwappedAsOneSet() throws Exception {
    VersionId[] left = {version("left", "1.0.0"), version("left", "2.0.0")};
    VersionId[] right = {version("right", "1.0.0"), version("right", "2.0.0")};
    stage.swap(left[0], right[0]);
    Client a = stage.client("left");
    Client b = stage.client("right");
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> calls =
        CompletableFuture.runAsync(
            () -> {
              Outputs out = Outputs.of(Tensor.of(new float[4], 1, 4));
              while (!stop.get()) {
                try (Lease lease = stage.registry().lease(a, b)) {
                  VersionId first = lease.apply(a, Stage.inputs(1), out);
                  VersionId second = lease.apply(b, Stage.inputs(1), out);
                  assertEquals(first.bundleVersion(), second.bundleVersion());
                }
              }
            });
    for (int i = 1; i <= 6; i++) {
      Stage.join(stage.swap(left[i % 2], right[i % 2]).unload());
    }
    stop.set(true);
    Stage.join(calls);
  }

  @Test
  void aVersionThatThrowsInItsSelfCheckIsRefusedAndUnloaded() throws Exception {
    VersionId one = version("checked", "1.0.0");
    stage.swap(one);
    VersionId bad =
        stage.deploy(
            FixtureJar.of("test.checked", "2.0.0").with("models", "checked").with("check", "throw"),
            "bad.jar");
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> stage.swap(bad));
    assertTrue(e.getMessage().contains("spoiled check of 1 row"), e.getMessage());
    assertEquals(Optional.of(one), stage.registry().model("checked").live());
    assertEquals(1, stage.bundles("test.checked").size());
  }

  @Test
  void aVersionThatHangsInItsSelfCheckIsRefusedAtTheLimit() throws Exception {
    VersionId bad =
        stage.deploy(
            FixtureJar.of("test.hanging", "2.0.0").with("models", "hanging").with("check", "hang"),
            "bad.jar");
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> stage.swap(bad));
    assertTrue(e.getMessage().contains("did not end within 3000 ms"), e.getMessage());
    assertEquals(List.of(), stage.bundles("test.hanging"));
  }

  @Test
  void aCallThatThrowsDoesNotPinTheClassLoader() throws Exception {
    VersionId one = version("throwing", "1.0.0");
    VersionId two = version("throwing", "2.0.0");
    stage.swap(one);
    Client client = stage.client("throwing");
    ModelFailedException kept =
        assertThrows(ModelFailedException.class, () -> Stage.call(client, Trigger.THROW));
    assertTrue(kept.getMessage().contains("input of 666"), kept.getMessage());
    Unload unload = Stage.join(stage.swap(two).unload());
    assertTrue(Stage.join(unload.collected()), "kept alive by " + kept);
    assertEquals(1, Stage.call(client, 1));
  }

  @Test
  void aCallThatHangsWhileItsVersionDrainsIsRevoked() throws Exception {
    VersionId one = version("slow", "1.0.0");
    VersionId two = version("slow", "2.0.0");
    stage.swap(one);
    Client client = stage.client("slow");
    CompletableFuture<Float> call =
        CompletableFuture.supplyAsync(() -> Stage.call(client, Trigger.HANG));
    Stage.await(
        "the call",
        () -> stage.registry().model("slow").versions().stream().anyMatch(v -> v.leases() == 1));
    SwapReport report = stage.swap(two);
    assertEquals(1, Stage.call(stage.client("slow"), 1));
    Unload unload = Stage.join(report.unload());
    assertEquals(1, unload.revoked());
    assertTrue(unload.stopped());
    assertThrows(LeaseRevokedException.class, () -> Stage.join(call));
    assertTrue(Stage.join(unload.collected()));
  }

  @Test
  void equalVersionTextBuiltTwiceAreTwoVersions() throws Exception {
    VersionId one = version("twice", "1.0.0");
    stage.swap(one);
    VersionId again =
        stage.deploy(
            FixtureJar.of("test.twice", "1.0.0").with("models", "twice").with("gain", "2"),
            "again.jar");
    assertNotEquals(one, again);
    stage.swap(again);
    assertEquals(2, Stage.call(stage.client("twice"), 1));
    assertEquals(List.of(one), Stage.join(stage.registry().rollback("twice")).to());
    assertEquals(1, Stage.call(stage.client("twice"), 1));
  }

  @Test
  void sessionsAreCarriedOverOrTheSwapIsRefused() throws Exception {
    VersionId one = version("carried", "1.0.0");
    stage.swap(one);
    Session session = stage.session("carried");
    Stage.call(session, 4);
    VersionId foreign =
        stage.deploy(
            FixtureJar.of("test.carried", "2.0.0").with("models", "carried").with("layout", "b-1"),
            "b.jar");
    VersionId able =
        stage.deploy(
            FixtureJar.of("test.carried", "3.0.0")
                .with("models", "carried")
                .with("layout", "c-1")
                .with("migrates", "leaky-1"),
            "c.jar");
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> stage.swap(foreign));
    assertTrue(e.getMessage().contains("leaky-1 to b-1"), e.getMessage());
    assertEquals(3, Stage.call(session, 1));
    assertEquals(1, stage.swap(able).migrated());
    assertEquals(2.5f, Stage.call(session, 1));
    SwapReport back = Stage.join(stage.registry().rollback("carried"));
    assertEquals(List.of(session.id()), back.wentBack());
    assertEquals(1, session.epoch());
    assertEquals(2.5f, Stage.call(session, 1));
    Stage.join(
        stage.registry().swap(new SwapRequest(List.of(foreign), SwapRequest.Unmigratable.END)));
    assertThrows(SessionClosedException.class, () -> Stage.call(session, 1));
  }

  @Test
  void aJarMayCarryCheckpointsAndACheckpointMayComeAlone() throws Exception {
    VersionId carried =
        stage.deploy(
            FixtureJar.of("test.bag", "1.0.0").carrying("a", FixtureJar.checkpoint("bag", 3)),
            "bag.jar");
    stage.swap(carried);
    assertEquals(3, Stage.call(stage.client("bag"), 1));
    Path file = folder.resolve("alone.safetensors");
    org.hillock.store.Checkpoints.write(FixtureJar.checkpoint("bag", 5), file);
    VersionId alone = stage.deployer().deploy(file).get(0);
    stage.swap(alone);
    assertEquals(5, Stage.call(stage.client("bag"), 1));
    assertEquals(1, stage.bundles("test.bag").size());
    VersionId bare = stage.deploy(FixtureJar.of("test.bag", "2.0.0"), "bare.jar");
    assertEquals(alone.checkpoint(), bare.checkpoint());
    stage.swap(bare);
    assertEquals(5, Stage.call(stage.client("bag"), 1));
  }
}
