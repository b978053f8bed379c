package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hillock.api.model.State;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  Bench bench;
  final TestModel live = new TestModel(1);
  final TestModel next = new TestModel(1);
  VersionId one;
  VersionId two;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    one = bench.add("sum", 1, live);
    two = bench.add("sum", 2, next);
    bench.swap(one);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Shadow shadow() {
    return shadow(two, ShadowOptions.DEFAULT);
  }

  private Shadow shadow(VersionId candidate, ShadowOptions options) {
    return await(bench.registry.shadow(candidate, options));
  }

  @Test
  void equalVersionsDifferByNothingOnSessionsAndClientsUnderTwoThreads() throws Exception {
    Session early = bench.session("sum");
    for (int i = 0; i < 7; i++) {
      step(early, i);
    }
    Shadow shadow = shadow();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      int seed = t;
      Thread thread =
          new Thread(
              () -> {
                try (Session session = bench.session("sum");
                    Client client = bench.client("sum")) {
                  for (int i = 0; i < 200; i++) {
                    step(session, i * 0.37f + seed);
                    step(client, i * 0.11f - seed);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (int i = 0; i < 50; i++) {
      step(early, i * 0.7f);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(shadow.settle(LONG));
    ShadowNumbers n = shadow.numbers();
    assertEquals(850, n.mirrored());
    assertEquals(850, n.compared());
    assertEquals(0, n.dropped());
    assertEquals(0, n.largestDifference());
    assertEquals(0, n.meanDifference());
    assertTrue(n.liveCall().toNanos() > 0 && n.candidateCall().toNanos() > 0, n.toString());
    assertEquals("", shadow.end());
    shadow.close();
  }

  @Test
  void differentVersionsDifferByWhatTheyCompute() throws Exception {
    VersionId three = bench.add("sum", 3, new TestModel(3));
    Shadow shadow = shadow(three, ShadowOptions.DEFAULT);
    try (Client client = bench.client("sum")) {
      step(client, 1);
      step(client, 3);
    }
    assertTrue(shadow.settle(LONG));
    assertEquals(6, shadow.numbers().largestDifference());
    assertEquals(4, shadow.numbers().meanDifference());
    assertEquals(one, shadow.live());
    assertEquals(three, shadow.candidate());
  }

  @Test
  void liveResultsAreTheSameWithAndWithoutAShadow() throws Exception {
    List<Float> without = results();
    VersionId other = bench.add("sum", 3, new TestModel(2.5f));
    Shadow shadow = shadow(other, ShadowOptions.DEFAULT);
    List<Float> with = results();
    assertTrue(shadow.settle(LONG));
    assertTrue(shadow.numbers().largestDifference() > 0);
    assertEquals(without, with);
  }

  private List<Float> results() {
    List<Float> results = new ArrayList<>();
    try (Session session = bench.session("sum");
        Client client = bench.client("sum")) {
      for (int i = 0; i < 100; i++) {
        results.add(step(session, 0.1f * i));
        results.add(step(client, 0.3f * i));
      }
    }
    return results;
  }

  @Test
  void inputsAreCopiedBeforeTheCallerOverwritesThem() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Float> seen = new ArrayList<>();
    Shadow shadow = shadow();
    next.behaviour =
        (in, hooks) -> {
          go.await();
          seen.add((float) in.tensor(0).get(0));
        };
    float[] x = {1};
    float[] y = new float[1];
    try (Client client = bench.client("sum")) {
      for (int i = 1; i <= 5; i++) {
        x[0] = i;
        client.apply(
            org.hillock.api.model.Inputs.of(org.hillock.api.tensor.Tensor.of(x, 1, 1, 1)),
            org.hillock.api.model.Outputs.of(org.hillock.api.tensor.Tensor.of(y, 1, 1)));
      }
      x[0] = -7;
      y[0] = -7;
      go.countDown();
      assertTrue(shadow.settle(LONG));
    }
    assertEquals(List.of(1f, 2f, 3f, 4f, 5f), seen);
    assertEquals(0, shadow.numbers().largestDifference());
  }

  @Test
  void aFullQueueDropsWholeCallsAndTheSessionIsTakenAnew() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Shadow shadow = shadow(two, new ShadowOptions(3, 1 << 20));
    next.behaviour =
        (in, hooks) -> {
          inside.countDown();
          go.await();
        };
    Session session = bench.session("sum");
    step(session, 1);
    inside.await();
    for (int i = 0; i < 10; i++) {
      step(session, 1);
    }
    assertEquals(7, shadow.numbers().dropped());
    go.countDown();
    assertTrue(shadow.settle(LONG));
    assertEquals(4, shadow.numbers().compared());
    assertEquals(0, shadow.numbers().resynced());
    for (int i = 0; i < 5; i++) {
      step(session, 1);
      assertTrue(shadow.settle(LONG));
    }
    ShadowNumbers n = shadow.numbers();
    assertEquals(9, n.compared());
    assertEquals(7, n.dropped());
    assertEquals(1, n.resynced());
    assertEquals(0, n.largestDifference());
  }

  @Test
  void aQueueIsBoundedInBytesTooAndOneLargeCallFits() throws Exception {
    Shadow shadow = shadow(two, new ShadowOptions(100, 1));
    try (Client client = bench.client("sum")) {
      step(client, 1);
      assertTrue(shadow.settle(LONG));
    }
    assertEquals(1, shadow.numbers().compared());
  }

  @Test
  void aCandidateThatThrowsEndsTheShadowWithItsTextAndCannotGoLive() throws Exception {
    Shadow shadow = shadow();
    next.behaviour =
        (in, hooks) -> {
          throw new IllegalArgumentException("no such table");
        };
    try (Client client = bench.client("sum")) {
      assertEquals(1, step(client, 1));
      assertTrue(await(shadow.unload()).unreferenced());
      assertEquals(2, step(client, 2));
    }
    assertTrue(shadow.end().contains("failed at call 0 of"), shadow.end());
    assertTrue(shadow.end().contains("no such table"), shadow.end());
    assertFalse(shadow.settle(LONG));
    SwapRefusedException e =
        assertThrows(SwapRefusedException.class, () -> await(shadow.swap(Unmigratable.REFUSE)));
    assertTrue(e.getMessage().contains("no such table"), e.getMessage());
    assertEquals(Optional.of(one), bench.registry.model("sum").live());
    assertEquals(Phase.FAILED, bench.registry.model("sum").versions().get(0).phase());
    assertEquals(0, bench.registry.model("sum").failed());
  }

  @Test
  void aCandidateThatHangsEndsTheShadowAtTheLimit() throws Exception {
    Limits d = Bench.SHORT;
    Limits limits =
        new Limits(
            Duration.ofMillis(200),
            d.callbackDrain(),
            d.gapWait(),
            d.tapBlock(),
            d.drain(),
            d.keptStates(),
            d.collect());
    try (Bench hasty = new Bench(folder, new MemoryJournal(), limits)) {
      TestModel hangs = new TestModel(1);
      hasty.swap(hasty.add("sum", 1, new TestModel(1)));
      Shadow shadow =
          await(hasty.registry.shadow(hasty.add("sum", 2, hangs), ShadowOptions.DEFAULT));
      hangs.behaviour = (in, hooks) -> Thread.sleep(60_000);
      try (Client client = hasty.client("sum")) {
        assertEquals(1, step(client, 1));
        while (shadow.end().isEmpty()) {
          shadow.numbers();
          Thread.onSpinWait();
        }
      }
      assertTrue(shadow.end().contains("expected a call to end within 200 ms"), shadow.end());
      await(shadow.unload());
    }
  }

  @Test
  void callsThatFailLiveAreNotMirroredAndASessionThatWentBackIsTakenAnew() throws Exception {
    Shadow shadow = shadow();
    Session session = bench.registry.open("sum", new SessionOptions(CallOptions.DEFAULT, 1));
    step(session, 1);
    step(session, 2);
    live.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("once");
        };
    assertThrows(RuntimeException.class, () -> step(session, 5));
    live.behaviour = (in, hooks) -> {};
    assertEquals(6, step(session, 3));
    assertTrue(shadow.settle(LONG));
    ShadowNumbers n = shadow.numbers();
    assertEquals(3, n.compared());
    assertEquals(1, n.resynced());
    assertEquals(0, n.largestDifference());
  }

  @Test
  void aSessionsStateIsMigratedForItsShadow() throws Exception {
    TestModel doubled = new TestModel(1, "sum-2");
    doubled.migrations = Map.of(live.layout.hash(), migration(doubled));
    VersionId three = bench.add("sum", 3, doubled);
    Session session = bench.session("sum");
    step(session, 4);
    Shadow shadow = shadow(three, ShadowOptions.DEFAULT);
    step(session, 1);
    step(session, 1);
    assertTrue(shadow.settle(LONG));
    assertEquals(2, shadow.numbers().compared());
    assertEquals(4, shadow.numbers().largestDifference());
  }

  /** Doubles the sum on its way. */
  private static StateMigration migration(TestModel to) {
    return new StateMigration() {
      @Override
      public State forward(State from) {
        State next = State.zeros(to.layout, from.batch());
        next.tensor(0).floats()[0] = 2 * from.tensor(0).floats()[0];
        next.advance(from.step());
        return next;
      }

      @Override
      public Optional<State> backward(State from) {
        return Optional.empty();
      }
    };
  }

  @Test
  void sessionsThatCannotBeCarriedAreCountedAndTheSwapNamesThem() throws Exception {
    VersionId three = bench.add("sum", 3, new TestModel(1, "sum-3"));
    Session session = bench.session("sum");
    Shadow shadow = shadow(three, ShadowOptions.DEFAULT);
    try (Client client = bench.client("sum")) {
      step(session, 1);
      step(session, 1);
      step(client, 1);
    }
    assertTrue(shadow.settle(LONG));
    assertEquals(1, shadow.numbers().uncarried());
    assertEquals(1, shadow.numbers().compared());
    assertThrows(SwapRefusedException.class, () -> await(shadow.swap(Unmigratable.REFUSE)));
    assertEquals("", shadow.end());
    assertEquals(1, await(shadow.swap(Unmigratable.END)).ended().size());
    assertEquals("the candidate went live", shadow.end());
  }

  @Test
  void theCandidateGoesLiveFromItsShadowWithoutASecondLoading() {
    Shadow shadow = shadow();
    Session session = bench.session("sum");
    step(session, 2);
    assertEquals(List.of(two), await(shadow.swap(Unmigratable.REFUSE)).to());
    await(shadow.unload());
    assertEquals(5, step(session, 3));
    assertEquals(Optional.of(two), bench.registry.model("sum").live());
    long checks = bench.events.stream().filter(e -> e.type() == Type.CHECK_PASSED).count();
    assertEquals(2, checks);
    assertTrue(
        bench.registry.history("sum").get(0).text().contains("calls in its shadow"),
        bench.registry.history("sum").get(0).text());
  }

  @Test
  void aClosedShadowGivesItsCandidateBackAndLeavesNoThread() throws Exception {
    Shadow shadow = shadow();
    assertEquals(Phase.CHECKED, bench.registry.model("sum").versions().get(0).phase());
    shadow.close();
    shadow.close();
    assertTrue(await(shadow.unload()).unreferenced());
    assertEquals("closed by its owner", shadow.end());
    assertEquals(Phase.CANDIDATE, bench.registry.model("sum").versions().get(0).phase());
    assertEquals(1, bench.released.get());
    awaitNoThread("hillock-shadow");
    assertEquals(1, step(bench.client("sum"), 1));
    assertEquals(0, shadow.numbers().mirrored());
  }

  private static void awaitNoThread(String name) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(name)) {
        thread.join(LONG.toMillis());
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  @Test
  void aRefusedCandidateStandsInTheHistoryAndIsGivenBack() {
    Shadow shadow = shadow();
    shadow.refuse("drift at site v: 0.4 bit, bound 0.1");
    await(shadow.unload());
    assertEquals("refused", bench.registry.history("sum").get(0).action());
    assertTrue(bench.registry.history("sum").get(0).text().contains("bound 0.1"));
    assertEquals(Phase.FAILED, bench.registry.model("sum").versions().get(0).phase());
    assertEquals(1, bench.released.get());
    assertEquals(List.of(two), bench.swap(two).to());
  }

  @Test
  void aSwapByOthersEndsTheShadowAndUnloadsTheCandidate() {
    VersionId three = bench.add("sum", 3, new TestModel(3));
    Shadow shadow = shadow();
    await(bench.swap(three).unload());
    assertEquals("version " + three + " went live by another swap", shadow.end());
    await(shadow.unload());
    assertEquals(2, bench.released.get());
    assertThrows(SwapRefusedException.class, () -> await(shadow.swap(Unmigratable.REFUSE)));
    assertTrue(
        bench.events.stream().anyMatch(e -> e.type() == Type.SHADOW_ENDED), bench.events::toString);
  }

  @Test
  void aSwapByOthersToTheCandidateKeepsItLoaded() {
    Shadow shadow = shadow();
    bench.swap(two);
    assertEquals("the candidate went live", shadow.end());
    await(shadow.unload());
    assertEquals(7, step(bench.client("sum"), 7));
    assertEquals(1, bench.released.get());
  }

  @Test
  void aRefusedSwapByOthersLeavesTheShadow() {
    VersionId broken = bench.add("sum", 3, new TestModel(2, "sum-1", 5));
    Shadow shadow = shadow();
    assertThrows(SwapRefusedException.class, () -> bench.swap(broken));
    assertEquals("", shadow.end());
  }

  @Test
  void aStoppedBundleOfTheCandidateEndsTheShadowAndItsRunningCall() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    Shadow shadow = shadow();
    next.behaviour =
        (in, hooks) -> {
          inside.countDown();
          Thread.sleep(60_000);
        };
    try (Client client = bench.client("sum")) {
      step(client, 1);
      inside.await();
      bench.registry.lose(two, "stopped", lost -> assertEquals(List.of(), lost));
      assertEquals("stopped, which the candidate needs", shadow.end());
      awaitNoThread("hillock-shadow sum");
      assertEquals(2, step(client, 2));
    }
    await(shadow.unload());
  }

  @Test
  void aStoppedBundleOfTheLiveVersionEndsTheShadow() {
    Shadow shadow = shadow();
    bench.registry.lose(one, "stopped", lost -> assertEquals(List.of(one), lost));
    assertEquals("stopped, which the live version needs", shadow.end());
    await(shadow.unload());
    assertEquals(1, bench.released.get());
  }

  @Test
  void aSecondShadowIsRefusedUntilTheFirstHasEnded() {
    VersionId three = bench.add("sum", 3, new TestModel(1));
    Shadow first = shadow();
    String refused =
        assertThrows(SwapRefusedException.class, () -> shadow(three, ShadowOptions.DEFAULT))
            .getMessage();
    assertTrue(refused.contains("expected no other shadow, got one of " + two), refused);
    first.close();
    Shadow again = shadow();
    await(first.unload());
    assertEquals("", again.end());
    again.close();
    await(again.unload());
    assertEquals(Phase.CANDIDATE, bench.registry.model("sum").versions().get(1).phase());
    assertEquals(0, bench.registry.model("sum").versions().get(0).leases());
  }

  @Test
  void whatCannotBeComparedIsRefusedWithOneLine() {
    assertRefused(one, "expected another version to be live");
    VersionId broken = bench.add("sum", 4, new TestModel(2, "sum-1", 5));
    assertRefused(broken, "expected 5.0 at element 0");
    VersionId lonely = bench.add("other", 1, new TestModel(1));
    assertRefused(lonely, "expected another version to be live, got none");
  }

  private void assertRefused(VersionId id, String text) {
    SwapRefusedException e =
        assertThrows(SwapRefusedException.class, () -> shadow(id, ShadowOptions.DEFAULT));
    assertTrue(e.getMessage().contains(text), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void theRegistrysEndEndsShadows() {
    Shadow shadow = shadow();
    bench.registry.close();
    assertEquals("the registry stops, which the candidate needs", shadow.end());
    await(shadow.unload());
  }
}
