package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Lease;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir Path folder;
  Bench bench;
  VersionId[] left;
  VersionId[] right;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    left =
        new VersionId[] {
          bench.add("left", 1, new TestModel(1)), bench.add("left", 2, new TestModel(2))
        };
    right =
        new VersionId[] {
          bench.add("right", 1, new TestModel(1)), bench.add("right", 2, new TestModel(2))
        };
    bench.swap(left[0], right[0]);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static float step(Lease lease, Client part, float x) {
    Inputs in = Inputs.of(Tensor.of(new float[] {x}, 1, 1, 1));
    float[] out = new float[1];
    lease.apply(part, in, Outputs.of(Tensor.of(out, 1, 1)));
    return out[0];
  }

  @Test
  void aCompositionSeesOneVersionSetUnderSwapsOfBothModels() throws Exception {
    Client a = bench.client("left");
    Session b = bench.session("right");
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Integer> calls =
        CompletableFuture.supplyAsync(
            () -> {
              int n = 0;
              while (!stop.get()) {
                try (Lease lease = bench.registry.lease(a, b)) {
                  assertEquals(lease.version(a).bundleVersion(), lease.version(b).bundleVersion());
                  step(lease, b, step(lease, a, 1));
                  step(lease, b, 0);
                  n++;
                }
              }
              return n;
            });
    for (int i = 1; i <= 40; i++) {
      await(bench.swap(left[i % 2], right[i % 2]).unload());
    }
    stop.set(true);
    assertFalse(await(calls) == 0);
  }

  @Test
  void aSwapWaitsForTheLeaseOfASessionAndDrainsAfterIt() {
    Session session = bench.session("left");
    CompletableFuture<SwapReport> swap;
    try (Lease lease = bench.registry.lease(session)) {
      assertEquals(1, step(lease, session, 1));
      swap = bench.registry.swap(SwapRequest.to(left[1]));
      assertEquals(2, step(lease, session, 1));
      assertEquals(left[0], lease.version(session));
    }
    assertEquals(1, await(swap).migrated());
    assertEquals(4, Bench.step(session, 1));
  }

  @Test
  void aHandleInALeaseCannotBeCalledBesideIt() {
    Client client = bench.client("left");
    try (Lease lease = bench.registry.lease(client)) {
      assertThrows(IllegalStateException.class, () -> Bench.step(client, 1));
      assertEquals(1, step(lease, client, 1));
    }
    assertEquals(1, Bench.step(client, 1));
  }

  @Test
  void aFailingPartLeavesTheOthersUsable() {
    TestModel broken = new TestModel(3);
    bench.swap(bench.add("left", 3, broken));
    broken.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("broken");
        };
    Session a = bench.session("left");
    Session b = bench.session("right");
    try (Lease lease = bench.registry.lease(a, b)) {
      assertThrows(RuntimeException.class, () -> step(lease, a, 1));
      assertEquals(1, step(lease, b, 1));
    }
    assertEquals(2, Bench.step(b, 1));
  }

  @Test
  void sessionsThatWaitForEachOtherDoNotBlockASwap() throws Exception {
    TestModel nesting = new TestModel(1);
    VersionId id = bench.add("left", 4, nesting);
    bench.swap(id);
    Session outer = bench.session("left");
    Session inner = bench.session("right");
    nesting.behaviour = (in, hooks) -> Bench.step(inner, 1);
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> calls =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                Bench.step(outer, 1);
              }
            });
    for (int i = 1; i <= 20; i++) {
      bench.swap(id, right[i % 2]);
    }
    stop.set(true);
    await(calls);
  }
}
