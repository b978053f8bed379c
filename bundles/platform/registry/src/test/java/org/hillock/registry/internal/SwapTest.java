package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.UnknownModelException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
  @TempDir Path folder;
  Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aSwapMovesTheRouteAndUnloadsTheOldVersion() {
    VersionId one = bench.add("sum", 1, new TestModel(1));
    VersionId two = bench.add("sum", 2, new TestModel(2));
    bench.swap(one);
    Client client = bench.client("sum");
    assertEquals(3, step(client, 3));
    SwapReport report = bench.swap(two);
    assertEquals(List.of(one), report.from());
    assertEquals(List.of(two), report.to());
    assertEquals(6, step(client, 3));
    assertTrue(await(report.unload()).stopped());
    assertEquals(1, bench.released.get());
    assertEquals(Optional.of(two), bench.registry.model("sum").live());
    assertEquals(Phase.LIVE, bench.registry.model("sum").versions().get(0).phase());
    assertEquals(Phase.RETIRED, bench.registry.model("sum").versions().get(1).phase());
    assertEquals(2, bench.registry.model("sum").calls());
  }

  @Test
  void aVersionWhoseExampleDisagreesIsRefusedAndTheOldOneStays() {
    VersionId one = bench.add("sum", 1, new TestModel(1));
    VersionId broken = bench.add("sum", 2, new TestModel(2, "sum-1", 5));
    bench.swap(one);
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> bench.swap(broken));
    assertTrue(e.getMessage().contains("expected 5.0 at element 0"), e.getMessage());
    assertNull(e.getCause());
    assertEquals(Optional.of(one), bench.registry.model("sum").live());
    assertEquals(Phase.FAILED, bench.registry.model("sum").versions().get(0).phase());
    assertEquals(7, step(bench.client("sum"), 7));
    assertEquals(1, bench.released.get());
  }

  @Test
  void aVersionThatThrowsInItsSelfCheckIsRefusedWithItsText() {
    TestModel code = new TestModel(1);
    code.behaviour =
        (in, hooks) -> {
          throw new IllegalArgumentException("no such table");
        };
    VersionId id = bench.add("sum", 1, code);
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> bench.swap(id));
    assertTrue(e.getMessage().contains("no such table"), e.getMessage());
  }

  @Test
  void aVersionThatHangsWhenMadeIsRefusedAtTheLimit() {
    TestModel code = new TestModel(1);
    code.hangWhenMade = true;
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
      VersionId id = hasty.add("sum", 1, code);
      SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> hasty.swap(id));
      assertTrue(e.getMessage().contains("did not end within 200 ms"), e.getMessage());
    }
  }

  @Test
  void aWrongSpikeCountFailsTheSelfCheck() {
    TestModel code = new TestModel(1);
    code.behaviour = (in, hooks) -> hooks.at(0).emit(0, in.tensor(0), null);
    VersionId id = bench.add("sum", 1, code);
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> bench.swap(id));
    assertTrue(e.getMessage().contains("expected 1 spikes over all sites, got 2"), e.getMessage());
  }

  @Test
  void rollbacksGoBackOneAfterTheOther() {
    VersionId one = bench.add("sum", 1, new TestModel(1));
    VersionId two = bench.add("sum", 2, new TestModel(2));
    VersionId three = bench.add("sum", 3, new TestModel(3));
    bench.swap(one);
    bench.swap(two);
    bench.swap(three);
    assertEquals(List.of(two), await(bench.registry.rollback("sum")).to());
    assertEquals(List.of(one), await(bench.registry.rollback("sum")).to());
    assertThrows(SwapRefusedException.class, () -> await(bench.registry.rollback("sum")));
    assertEquals(5, bench.registry.history("sum").size());
    assertEquals("rollback", bench.registry.history("sum").get(0).action());
  }

  @Test
  void swapsAskedForAtOnceHappenOneAfterTheOther() {
    List<VersionId> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(bench.add("sum", i, new TestModel(i + 1)));
    }
    List<CompletableFuture<SwapReport>> swaps = new ArrayList<>();
    ids.forEach(v -> swaps.add(bench.registry.swap(SwapRequest.to(v))));
    for (int i = 1; i < ids.size(); i++) {
      assertEquals(List.of(ids.get(i - 1)), await(swaps.get(i)).from());
    }
    assertEquals(Optional.of(ids.get(5)), bench.registry.model("sum").live());
  }

  @Test
  void callsFromFourThreadsSurviveAHundredSwaps() throws Exception {
    VersionId[] ids = {
      bench.add("sum", 1, new TestModel(1)), bench.add("sum", 2, new TestModel(1))
    };
    bench.swap(ids[0]);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger good = new AtomicInteger();
    List<String> bad = new java.util.concurrent.CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      boolean endless = t % 2 == 0;
      Client client = endless ? bench.session("sum") : bench.client("sum");
      Thread thread =
          new Thread(
              () -> {
                for (float n = 1; !stop.get(); n++) {
                  try {
                    if (step(client, 1) != (endless ? n : 1)) {
                      bad.add("wrong result at " + n);
                      return;
                    }
                    good.incrementAndGet();
                  } catch (RuntimeException e) {
                    bad.add(e.toString());
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (int i = 1; i <= 100; i++) {
      await(bench.swap(ids[i % 2]).unload());
    }
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), bad);
    assertTrue(good.get() > 100, "calls: " + good);
    assertEquals(0, bench.registry.model("sum").failed());
  }

  @Test
  void aCallMayAskForASwapOfTheVersionThatRunsIt() {
    TestModel code = new TestModel(1);
    VersionId one = bench.add("sum", 1, code);
    VersionId two = bench.add("sum", 2, new TestModel(2));
    bench.swap(one);
    List<CompletableFuture<SwapReport>> asked = new ArrayList<>();
    code.behaviour = (in, hooks) -> asked.add(bench.registry.swap(SwapRequest.to(two)));
    org.hillock.api.registry.Session session = bench.session("sum");
    assertEquals(1, step(session, 1));
    SwapReport report = await(asked.get(0));
    assertEquals(1, report.migrated());
    assertEquals(3, step(session, 1));
    assertEquals(0, await(report.unload()).revoked());
  }

  @Test
  void aCallThatHangsInTheOldVersionIsRevokedAtTheLimit() throws Exception {
    TestModel code = new TestModel(1);
    VersionId one = bench.add("sum", 1, code);
    VersionId two = bench.add("sum", 2, new TestModel(2));
    bench.swap(one);
    CountDownLatch inside = new CountDownLatch(1);
    code.behaviour =
        (in, hooks) -> {
          inside.countDown();
          Thread.sleep(60_000);
        };
    Client client = bench.client("sum");
    CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> step(client, 1));
    inside.await();
    SwapReport report = bench.swap(two);
    assertEquals(2, step(bench.client("sum"), 1));
    assertEquals(1, await(report.unload()).revoked());
    RuntimeException e = assertThrows(RuntimeException.class, () -> await(call));
    assertEquals("LeaseRevokedException", e.getClass().getSimpleName());
    assertTrue(e.getMessage().contains("model sum version test.bundle:1.0.1"), e.getMessage());
    assertEquals(2, step(client, 1));
  }

  @Test
  void aSwapToTheLiveVersionChangesNothing() {
    VersionId one = bench.add("sum", 1, new TestModel(1));
    bench.swap(one);
    assertEquals(List.of(one), bench.swap(one).from());
    assertEquals(1, bench.registry.history("sum").size());
  }

  @Test
  void unknownNamesComeWithTheNearestOnes() {
    bench.add("delays", 1, new TestModel(1));
    UnknownModelException e =
        assertThrows(UnknownModelException.class, () -> bench.client("delay"));
    assertTrue(e.getMessage().contains("nearest: delays"), e.getMessage());
    VersionId unknown = Bench.id("delays", 7);
    assertThrows(UnknownModelException.class, () -> bench.swap(unknown));
  }

  @Test
  void aRouteWithALimitAnswersBusy() throws Exception {
    TestModel code = new TestModel(1);
    bench.swap(bench.add("sum", 1, code));
    bench.registry.route("sum", new RouteOptions(false, 1));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    code.behaviour =
        (in, hooks) -> {
          inside.countDown();
          go.await();
        };
    Client first = bench.client("sum");
    CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> step(first, 1));
    inside.await();
    Client second = bench.client("sum");
    RuntimeException e = assertThrows(RuntimeException.class, () -> step(second, 1));
    assertEquals("BusyException", e.getClass().getSimpleName());
    go.countDown();
    assertEquals(1, await(call));
    assertEquals(1, step(second, 1));
    assertFalse(bench.registry.model("sum").route().manual());
  }

  @Test
  void aCallPastItsDeadlineIsInterruptedAndItsResultDiscarded() {
    TestModel code = new TestModel(1);
    bench.swap(bench.add("sum", 1, code));
    code.behaviour = (in, hooks) -> Thread.sleep(60_000);
    Client client =
        bench.registry.client(
            "sum", new org.hillock.api.registry.CallOptions("", 1, Duration.ofMillis(80)));
    RuntimeException e = assertThrows(RuntimeException.class, () -> step(client, 1));
    assertEquals("DeadlineException", e.getClass().getSimpleName());
    assertFalse(Thread.currentThread().isInterrupted());
    code.behaviour = (in, hooks) -> {};
    assertEquals(1, step(client, 1));
    assertEquals(1, bench.registry.model("sum").failed());
  }
}
