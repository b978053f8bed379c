package org.hillock.itests.shadow;

import static org.hillock.itests.shadow.Stage.MODEL;
import static org.hillock.itests.shadow.Stage.collected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.analysis.Findings;
import org.hillock.api.data.Dataset;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.VersionId;
import org.hillock.shadow.ShadowSwap;
import org.hillock.shadow.ShadowSwapReport;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.ShadowSwapRequest.Bounds;
import org.hillock.shadow.SiteDrift;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

class ShadowSwapTest {
  private static final String SITE = "hidden1.spikes";
  private static final int CALLS = 160;

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = 10_000)
  Registry registry;

  @InjectService(timeout = 10_000)
  Deployer deployer;

  @InjectService(timeout = 10_000)
  Activations activations;

  @InjectService(timeout = 10_000)
  Findings findings;

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  @InjectService(timeout = 10_000)
  CommandProcessor commands;

  @InjectService(timeout = 10_000, filter = "(hillock.dataset=fashion-mnist)")
  Dataset dataset;

  @InjectService(timeout = 10_000)
  ShadowSwap swaps;

  private Versions versions;
  private Traffic traffic;
  private Stage stage;
  private VersionId fixed;

  @BeforeEach
  void begin() throws Exception {
    versions = new Versions(context, deployer);
    traffic = new Traffic(registry, dataset);
    fixed = versions.fixed();
    stage = new Stage(context, registry, swaps);
    stage.swap(fixed);
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    Stage.awaitNoThread();
    assertNull(
        configurations.listConfigurations("(service.factoryPid=org.hillock.analysis.rates)"));
    for (int i = 0; i < 500 && !findings.analyses().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertEquals(List.of(), findings.analyses());
  }

  @Test
  void equalWeightsPassABoundOfZero() throws Exception {
    VersionId again = versions.fixedAgain();
    ShadowSwapReport report = stage.run(again, 0, CALLS, () -> traffic.send(CALLS));
    assertEquals(List.of(), report.refusals());
    assertTrue(report.swapped());
    assertEquals(Optional.of(again), registry.model(MODEL).live());
    assertEquals(CALLS, report.numbers().compared());
    assertEquals(0, report.numbers().dropped());
    assertEquals(0, report.numbers().largestDifference());
    assertFalse(report.drifts().isEmpty());
    for (SiteDrift drift : report.drifts()) {
      assertEquals(0, drift.bits(), drift.toString());
    }
    assertTrue(collected(report), "expected the class loader of the old version to go");
  }

  @Test
  void aChangedVersionIsRefusedAtASmallBoundAndPassesAtOneBit() throws Exception {
    VersionId learned = versions.learned();
    List<Frame> frames = new CopyOnWriteArrayList<>();
    ShadowSwapReport refused;
    try (Activations.Subscription reader =
        activations.subscribe(
            MODEL, SITE, 1, Delivery.LOSSLESS, frame -> frames.add(Frame.copyOf(frame)))) {
      refused = stage.run(learned, 0.01, CALLS, () -> traffic.send(CALLS));
      awaitEnds(frames);
      assertEquals(0, reader.rejected());
    }
    assertFalse(refused.swapped());
    assertEquals(Optional.of(fixed), registry.model(MODEL).live());
    double drift = driftAt(refused, SITE);
    assertTrue(drift > 0.01 && drift <= 1, refused.drifts().toString());
    assertTrue(
        refused.refusals().stream()
            .anyMatch(
                line -> line.matches("site hidden1.spikes: drift 0\\.\\d+ bit, bound 0.01 bit")),
        refused.refusals().toString());
    assertTrue(refused.numbers().largestDifference() > 0);
    assertEquals("refused", registry.history(MODEL).get(0).action());
    assertTrue(collected(refused), "expected the class loader of the refused candidate to go");
    assertNull(stage.bundleOf(learned));
    assertShadowStreams(frames, learned);

    ShadowSwapReport passed = stage.run(learned, 1, CALLS, () -> traffic.send(CALLS));
    assertEquals(List.of(), passed.refusals());
    assertEquals(Optional.of(learned), registry.model(MODEL).live());
    assertEquals(drift, driftAt(passed, SITE));
    assertTrue(collected(passed), "expected the class loader of the old version to go");
  }

  private static double driftAt(ShadowSwapReport report, String site) {
    return report.drifts().stream()
        .filter(d -> d.site().equals(site))
        .findFirst()
        .orElseThrow()
        .bits();
  }

  /** Two live streams and two of the shadow end. */
  private static void awaitEnds(List<Frame> frames) throws InterruptedException {
    for (int i = 0; i < 500 && ends(frames) < 4; i++) {
      Thread.sleep(20);
    }
    assertEquals(4, ends(frames));
  }

  private static long ends(List<Frame> frames) {
    return frames.stream().filter(f -> f.kind() == Kind.END).count();
  }

  private static void assertShadowStreams(List<Frame> frames, VersionId candidate) {
    for (String name : List.of("whole", "parts")) {
      List<Frame> live = data(frames, name);
      List<Frame> shadow = data(frames, "shadow of " + name);
      assertEquals(live.size(), shadow.size());
      assertFalse(live.isEmpty());
      for (int i = 0; i < live.size(); i++) {
        assertEquals(candidate.toString(), shadow.get(i).version());
        assertEquals(live.get(i).call(), shadow.get(i).call());
        assertEquals(i, shadow.get(i).sequence());
      }
    }
  }

  private static List<Frame> data(List<Frame> frames, String name) {
    return frames.stream()
        .filter(f -> f.kind() == Kind.DATA && f.sessionName().equals(name))
        .toList();
  }

  @Test
  void tooFewCallsAreRefusedThoughNothingDrifted() throws Exception {
    VersionId again = versions.fixedAgain();
    ShadowSwapReport report =
        swaps.run(
            ShadowSwapRequest.of(again, Duration.ofMillis(300), 0, Bounds.drift(1)), line -> {});
    assertEquals("calls: expected 30 or more compared, got 0", report.refusals().get(0));
    assertEquals(Optional.of(fixed), registry.model(MODEL).live());
    assertTrue(collected(report));
  }

  @Test
  void theCommandPrintsATableAndFailsWithTheBoundThatWasBroken() throws Exception {
    VersionId learned = versions.learned();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    CountDownLatch comparing = new CountDownLatch(1);
    PrintStream out =
        new PrintStream(printed, true) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.startsWith("comparing")) {
              comparing.countDown();
            }
          }
        };
    CompletableFuture<Void> sent =
        CompletableFuture.runAsync(
            () -> {
              try {
                assertTrue(comparing.await(60, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted");
              }
              traffic.send(CALLS);
            });
    try (CommandSession session =
        commands.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
      Exception e =
          assertThrows(
              Exception.class,
              () ->
                  session.execute(
                      "hillock:shadow "
                          + MODEL
                          + " --to "
                          + learned
                          + " --calls "
                          + CALLS
                          + " --bound 0.01 --sites hidden1.spikes"));
      assertTrue(e.getMessage().contains("site hidden1.spikes: drift 0."), e.getMessage());
    }
    sent.get(60, TimeUnit.SECONDS);
    assertTrue(printed.toString().contains("SITE"), printed.toString());
    assertTrue(
        printed.toString().contains(CALLS + " calls compared, 0 dropped"), printed::toString);
    assertEquals(Optional.of(fixed), registry.model(MODEL).live());
  }
}
