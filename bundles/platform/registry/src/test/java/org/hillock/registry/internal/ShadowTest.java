package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Lease;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ShadowTest extends ShadowScene {
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
  void callsOfALeaseAreMirroredToo() throws Exception {
    Shadow shadow = shadow();
    Session session = bench.session("sum");
    Inputs in = Inputs.of(Tensor.of(new float[] {2}, 1, 1, 1));
    Outputs out = Outputs.of(Tensor.of(new float[1], 1, 1));
    try (Lease lease = bench.registry.lease(session)) {
      lease.apply(session, in, out);
      lease.apply(session, in, out);
    }
    step(session, 3);
    assertTrue(shadow.settle(LONG));
    assertEquals(3, shadow.numbers().compared());
    assertEquals(0, shadow.numbers().largestDifference());
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
        client.apply(Inputs.of(Tensor.of(x, 1, 1, 1)), Outputs.of(Tensor.of(y, 1, 1)));
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
}
