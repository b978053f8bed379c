package org.hillock.registry.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to handles while the activation service is replaced. */
class RecorderHandOverTest {
  private static final SessionOptions DURABLE = SessionOptions.DEFAULT.asDurable();

  @TempDir Path folder;
  final FakeLog log = new FakeLog();
  Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    bench.swap(bench.add("sum", 1, new TestModel(1)));
    bench.recorders.set(log);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void callsWithoutAnActivationServiceAreRefused() {
    Session session = bench.registry.open("sum", DURABLE);
    bench.recorders.unset(log);
    assertThrows(BackpressureException.class, () -> Bench.step(session, 1));
    bench.recorders.set(log);
    assertEquals(1, Bench.step(session, 1));
  }

  @Test
  void numbersAndTapsGoOnInTheNextActivationService() throws Exception {
    Session session = bench.session("sum");
    log.taps.add(new Tap("t", "sum", "v", 1, Delivery.LOSSLESS));
    Bench.step(session, 1);
    Bench.step(session, 1);
    bench.recorders.unset(log);
    FakeLog next = new FakeLog();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Float> waiting = thread.submit(() -> Bench.step(session, 1));
      assertThrows(
          java.util.concurrent.TimeoutException.class,
          () -> waiting.get(100, TimeUnit.MILLISECONDS),
          "calls wait for the next service");
      bench.recorders.set(next);
      assertEquals(3, waiting.get(10, TimeUnit.SECONDS));
    } finally {
      thread.shutdownNow();
    }
    assertEquals(log.taps, next.taps);
    session.close();
    assertArrayEquals(
        new long[] {3}, next.positions.get(session.id()).numbers().lossless().get("v"));
    assertThrows(
        RegistryException.class, () -> bench.registry.resume(session.id(), "sum", DURABLE));
  }
}
