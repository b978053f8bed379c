package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hillock.api.model.Hooks;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowStreamsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  Bench bench;
  final TestModel next = new TestModel(1);
  final List<String> log = new CopyOnWriteArrayList<>();
  VersionId two;
  final AtomicInteger refusals = new AtomicInteger();
  volatile boolean full;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    bench.swap(bench.add("sum", 1, new TestModel(1)));
    two = bench.add("sum", 2, next);
    bench.recorders.set(this::recorder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Writes down what concerns shadows. */
  private Recorder recorder(StreamStart start) {
    boolean shadow = start.name().startsWith("shadow of ");
    return (Recorder)
        Proxy.newProxyInstance(
            Recorder.class.getClassLoader(),
            new Class<?>[] {Recorder.class},
            (proxy, method, args) -> {
              if (shadow) {
                note(start.name().substring(10), method.getName(), args);
              }
              return switch (method.getName()) {
                case "active" -> true;
                case "begin" -> Hooks.NONE;
                case "numbers" -> StreamNumbers.NONE;
                default -> null;
              };
            });
  }

  private void note(String name, String what, Object[] args) {
    switch (what) {
      case "admit" -> {
        if (full || refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          throw new BackpressureException("no room");
        }
      }
      case "begin" ->
          log.add(name + " begin " + args[0] + " call " + args[3] + " epoch " + args[4]);
      case "resumed" -> log.add(name + " resumed at " + args[0] + " epoch " + args[1]);
      case "commit", "discard" -> log.add(name + " " + what);
      case "end" -> log.add(name + " end: " + args[0]);
      default -> {
        // says nothing about frames
      }
    }
  }

  private Shadow shadow(ShadowOptions options) {
    return await(bench.registry.shadow(two, options));
  }

  private Session session(String name) {
    CallOptions call = new CallOptions(name, 1, Duration.ofSeconds(30));
    return bench.registry.open("sum", new SessionOptions(call, 0));
  }

  @Test
  void aTwinIsAStreamOfItsOwnWithTheCandidatesVersionAndTheLiveCallNumbers() throws Exception {
    Session session = session("eye");
    step(session, 1);
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    step(session, 1);
    step(session, 1);
    session.close();
    assertTrue(shadow.settle(LONG));
    shadow.close();
    await(shadow.unload());
    assertEquals(
        List.of(
            "eye begin " + two + " call 1 epoch 0",
            "eye commit",
            "eye begin " + two + " call 2 epoch 0",
            "eye commit",
            "eye end: closed by its owner"),
        log);
  }

  @Test
  void theEndOfTheShadowEndsTheStreamsThatAreOpen() throws Exception {
    Session session = session("eye");
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    step(session, 1);
    assertTrue(shadow.settle(LONG));
    shadow.refuse("drifted");
    await(shadow.unload());
    step(session, 1);
    assertEquals(
        List.of("eye begin " + two + " call 0 epoch 0", "eye commit", "eye end: drifted"), log);
  }

  @Test
  void streamsWhoseEndStillWaitsEndWithTheShadow() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    next.behaviour =
        (in, hooks) -> {
          inside.countDown();
          Thread.sleep(60_000);
        };
    Session session = session("eye");
    step(session, 1);
    inside.await();
    session.close();
    shadow.close();
    await(shadow.unload());
    assertEquals(
        List.of(
            "eye begin " + two + " call 0 epoch 0", "eye discard", "eye end: closed by its owner"),
        log);
  }

  @Test
  void aCandidateThatThrowsPublishesNothingOfThatCall() throws Exception {
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    next.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("no");
        };
    Session session = session("eye");
    step(session, 1);
    await(shadow.unload());
    assertEquals("eye begin " + two + " call 0 epoch 0", log.get(0));
    assertEquals("eye discard", log.get(1));
    assertEquals("eye end: " + shadow.end(), log.get(2));
  }

  @Test
  void aTapWithoutRoomDropsTheCallOfTheTwinAndItGoesOnFromTheLiveState() throws Exception {
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    Session session = session("eye");
    step(session, 1);
    assertTrue(shadow.settle(LONG));
    full = true;
    step(session, 2);
    assertTrue(shadow.settle(LONG));
    full = false;
    step(session, 3);
    assertTrue(shadow.settle(LONG));
    assertEquals(1, shadow.numbers().dropped());
    assertEquals(1, shadow.numbers().resynced());
    assertEquals(0, shadow.numbers().largestDifference());
    assertEquals(
        List.of(
            "eye begin " + two + " call 0 epoch 0",
            "eye commit",
            "eye resumed at 2 epoch 1",
            "eye begin " + two + " call 2 epoch 1",
            "eye commit"),
        log);
  }

  @Test
  void callsThatWaitBehindADroppedOneAreDroppedUntilTheNextLiveState() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    next.behaviour =
        (in, hooks) -> {
          inside.countDown();
          go.await();
        };
    Session session = session("eye");
    step(session, 1);
    inside.await();
    refusals.set(1);
    for (int i = 2; i < 5; i++) {
      step(session, i);
    }
    go.countDown();
    assertTrue(shadow.settle(LONG));
    assertEquals(1, shadow.numbers().compared());
    assertEquals(3, shadow.numbers().dropped());
    step(session, 5);
    assertTrue(shadow.settle(LONG));
    assertEquals(2, shadow.numbers().compared());
    assertEquals(0, shadow.numbers().largestDifference());
  }

  @Test
  void aClientThatMissedACallGoesOnWithoutAMarker() throws Exception {
    Shadow shadow = shadow(ShadowOptions.DEFAULT);
    try (Client client =
        bench.registry.client("sum", new CallOptions("batch", 1, Duration.ofSeconds(30)))) {
      step(client, 1);
      assertTrue(shadow.settle(LONG));
      full = true;
      step(client, 2);
      assertTrue(shadow.settle(LONG));
      full = false;
      step(client, 3);
      assertTrue(shadow.settle(LONG));
    }
    assertEquals(1, shadow.numbers().dropped());
    assertEquals(0, shadow.numbers().resynced());
    assertEquals("batch begin " + two + " call 2 epoch 0", log.get(2));
  }
}
