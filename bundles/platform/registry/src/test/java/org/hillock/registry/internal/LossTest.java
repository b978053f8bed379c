package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.LeaseRevokedException;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.UnavailableException;
import org.hillock.api.registry.VersionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossTest {
  @TempDir Path folder;
  Bench bench;
  final TestModel code = new TestModel(1);
  VersionId one;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    one = bench.add("sum", 1, code);
    bench.swap(one);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void restore() {
    await(bench.registry.swap(SwapRequest.to(one), SwapKind.RESTORE, "back"));
  }

  @Test
  void aCallWaitsForTheReplacement() {
    Session session = bench.session("sum");
    step(session, 1);
    List<VersionId> lost = new ArrayList<>();
    bench.registry.lose(one, "stopped", lost::addAll);
    assertEquals(List.of(one), lost);
    assertEquals(Optional.empty(), bench.registry.model("sum").live());
    CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> step(session, 1));
    restore();
    assertEquals(2, await(call));
    assertEquals("restored", bench.registry.history("sum").get(0).action());
    assertEquals(List.of(one), bench.registry.lives("sum"));
  }

  @Test
  void aCallGivesUpWhenNoReplacementComes() {
    Client client = bench.client("sum");
    bench.registry.lose(one, "stopped", lost -> {});
    UnavailableException e = assertThrows(UnavailableException.class, () -> step(client, 1));
    assertTrue(e.getMessage().contains("got none within 400 ms"), e.getMessage());
  }

  @Test
  void aThreadThatHoldsALeaseDoesNotWait() {
    VersionId other = bench.add("other", 1, new TestModel(1));
    bench.swap(other);
    Client outer = bench.client("sum");
    Client inner = bench.client("other");
    bench.registry.lose(other, "stopped", lost -> {});
    AtomicReference<String> seen = new AtomicReference<>();
    code.behaviour =
        (in, hooks) -> {
          try {
            step(inner, 1);
          } catch (UnavailableException e) {
            seen.set(e.getMessage());
          }
        };
    assertEquals(1, step(outer, 1));
    assertTrue(seen.get().contains("for a thread that holds a lease"), seen.get());
  }

  @Test
  void aCallThatOutstaysTheCallbackIsRevokedAndTheCallbackReturns() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    code.behaviour =
        (in, hooks) -> {
          inside.countDown();
          Thread.sleep(60_000);
        };
    Session session = bench.session("sum");
    CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> step(session, 1));
    inside.await();
    bench.registry.lose(one, "stopped", lost -> {});
    LeaseRevokedException e = assertThrows(LeaseRevokedException.class, () -> await(call));
    assertTrue(e.getMessage().contains("in thread "), e.getMessage());
    assertThrows(SessionClosedException.class, () -> step(session, 1));
  }

  @Test
  void anUnrelatedStopTouchesNothing() {
    bench.registry.lose("elsewhere", "stopped", lost -> fail("lost " + lost));
    assertEquals(1, step(bench.client("sum"), 1));
  }
}
