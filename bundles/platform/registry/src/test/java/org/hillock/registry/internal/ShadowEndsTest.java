package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;
import org.junit.jupiter.api.Test;

class ShadowEndsTest extends ShadowScene {
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
    Client client = bench.client("sum");
    assertNull(((Handle) client).route().mirror());
    assertEquals(1, step(client, 1));
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
    await(bench.swap(two).unload());
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
  void aSecondShadowKeepsACandidateThatTheFirstIsAboutToGiveBack() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    next.behaviour =
        (in, hooks) -> {
          if (Thread.currentThread().getName().startsWith("hillock-shadow")) {
            inside.countDown();
            go.await();
          }
        };
    Shadow first = shadow();
    try (Client client = bench.client("sum")) {
      step(client, 1);
      inside.await();
      first.close();
      Shadow again = shadow();
      go.countDown();
      await(first.unload());
      assertEquals(0, bench.released.get());
      step(client, 2);
      assertTrue(again.settle(LONG));
      assertEquals(1, again.numbers().compared());
      again.close();
      await(again.unload());
      assertEquals(1, bench.released.get());
    }
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
