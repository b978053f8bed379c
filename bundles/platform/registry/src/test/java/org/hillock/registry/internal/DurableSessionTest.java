package org.hillock.registry.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hillock.api.model.State;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.ModelFailedException;
import org.hillock.api.registry.NotDurableException;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.VersionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableSessionTest {
  private static final SessionOptions DURABLE = SessionOptions.DEFAULT.asDurable();

  @TempDir Path folder;
  final FakeLog log = new FakeLog();
  final TestModel code = new TestModel(1);
  Bench bench;
  VersionId first;

  @BeforeEach
  void open() {
    start();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** A registry with version 1 live; the log stays what it is. */
  private void start() {
    bench = new Bench(folder);
    first = bench.add("sum", 1, code);
    bench.swap(first);
    bench.recorders.set(log);
  }

  private void restart() {
    bench.close();
    start();
  }

  @Test
  void aResumedSessionIsTheOneThatWentOn() {
    Session session = bench.registry.open("sum", DURABLE);
    assertEquals(0, session.call());
    assertEquals(1, Bench.step(session, 1));
    assertEquals(3, Bench.step(session, 2));
    UUID id = session.id();
    restart();
    Session again = bench.registry.resume(id, "sum", SessionOptions.DEFAULT);
    assertEquals(id, again.id());
    assertEquals(2, again.call());
    assertEquals(2, again.step());
    assertEquals(1, again.epoch());
    assertEquals(7, Bench.step(again, 4));
    assertEquals(3, again.call());
    assertEquals(3, log.positions.get(id).call());
    assertEquals(1, log.positions.get(id).epoch());
    assertArrayEquals(new long[] {3}, log.positions.get(id).numbers().lossless().get("v"));
    assertEquals(1, bench.registry.model("sum").calls(), "only calls of this run are counted");
    assertTrue(
        log.told.contains("stand 2 epoch 1: resumed at its last committed call, 2 is next"),
        log.told::toString);
  }

  @Test
  void aCleanStopSuspendsDurableSessionsAndEndsOthers() {
    Session durable = bench.registry.open("sum", DURABLE);
    Session plain = bench.session("sum");
    Bench.step(durable, 1);
    Bench.step(plain, 1);
    log.told.clear();
    restart();
    assertEquals(
        List.of("end the registry stopped", "suspend"), log.told.stream().sorted().toList());
    SessionInfo info = bench.registry.sessions().get(0);
    assertEquals(durable.id(), info.id());
    assertEquals("resumable at step 1, call 1", info.state());
    String said =
        assertThrows(
                SessionClosedException.class,
                () -> bench.registry.resume(plain.id(), "sum", SessionOptions.DEFAULT))
            .getMessage();
    assertTrue(said.endsWith(": the registry stopped"), said);
  }

  @Test
  void aPlatformThatStopsEndsHandlesWhileTheyAreRecorded() {
    Session durable = bench.registry.open("sum", DURABLE);
    Session plain = bench.session("sum");
    Bench.step(plain, 1);
    log.told.clear();
    bench.registry.stopHandles();
    assertEquals(
        List.of("end the platform stopped", "suspend"), log.told.stream().sorted().toList());
    String said =
        assertThrows(SessionClosedException.class, () -> Bench.step(plain, 1)).getMessage();
    assertTrue(said.endsWith("is closed: the platform stopped"), said);
    assertThrows(SessionClosedException.class, () -> Bench.step(durable, 1));
  }

  @Test
  void withoutALogDurableIsRefusedInOneLine() {
    log.keepsLog = false;
    String said =
        assertThrows(NotDurableException.class, () -> bench.registry.open("sum", DURABLE))
            .getMessage();
    assertEquals(
        "durable session of model sum: expected a transport with the DURABLE capability, such as"
            + " kafka, got one that keeps no log",
        said);
    bench.recorders.set(null);
    assertThrows(NotDurableException.class, () -> bench.registry.open("sum", DURABLE));
    assertEquals(1, Bench.step(bench.session("sum"), 1));
  }

  @Test
  void aStateThatDoesNotFitIsRefusedWithBothSizes() {
    log.maxStateBytes = 3;
    String said =
        assertThrows(NotDurableException.class, () -> bench.registry.open("sum", DURABLE))
            .getMessage();
    assertTrue(
        said.endsWith("expected a state of at most 3 bytes for a durable session, got 4"), said);
    assertTrue(log.positions.isEmpty());
  }

  @Test
  void aFirstStateThatDoesNotGetIntoTheLogEndsTheSession() {
    log.answers = false;
    assertThrows(BackpressureException.class, () -> bench.registry.open("sum", DURABLE));
    assertTrue(
        bench.registry.sessions().stream().noneMatch(s -> s.state().equals("open")),
        "nothing is open");
  }

  @Test
  void anotherLayoutIsMigratedOrRefusedAndThenStillResumable() {
    Session session = bench.registry.open("sum", DURABLE);
    Bench.step(session, 5);
    UUID id = session.id();
    bench.close();
    bench = new Bench(folder);
    TestModel other = new TestModel(10, "sum-2");
    bench.swap(bench.add("sum", 2, other));
    bench.recorders.set(log);
    String said =
        assertThrows(NotDurableException.class, () -> bench.registry.resume(id, "sum", DURABLE))
            .getMessage();
    assertTrue(said.contains("expected a migration from state layout sum-1, got none"), said);
    StateMigration doubled =
        from -> {
          State next = State.zeros(other.layout, from.batch());
          next.advance(from.step());
          next.tensor(0).set(0, 2 * from.tensor(0).get(0));
          return next;
        };
    other.migrations = Map.of(code.layout.hash(), doubled);
    Session again = bench.registry.resume(id, "sum", DURABLE);
    assertEquals(1, again.step());
    assertEquals(20, Bench.step(again, 1));
  }

  @Test
  void aSessionThatIsOpenOrEndedOrUnknownIsNotResumed() {
    Session session = bench.registry.open("sum", DURABLE);
    UUID id = session.id();
    String open =
        assertThrows(NotDurableException.class, () -> bench.registry.resume(id, "sum", DURABLE))
            .getMessage();
    assertTrue(open.endsWith("cannot be resumed: it is open here"), open);
    session.close();
    String ended =
        assertThrows(SessionClosedException.class, () -> bench.registry.resume(id, "sum", DURABLE))
            .getMessage();
    assertTrue(ended.contains("closed by its owner"), ended);
    UUID unknown = UUID.randomUUID();
    String said =
        assertThrows(
                SessionClosedException.class, () -> bench.registry.resume(unknown, "sum", DURABLE))
            .getMessage();
    assertTrue(said.endsWith("is not in the log"), said);
  }

  @Test
  void otherRowsAreRefused() {
    Session session = bench.registry.open("sum", DURABLE);
    UUID id = session.id();
    restart();
    CallOptions two = new CallOptions("", 2, CallOptions.DEFAULT.deadline());
    String said =
        assertThrows(
                NotDurableException.class,
                () -> bench.registry.resume(id, "sum", new SessionOptions(two, 0)))
            .getMessage();
    assertTrue(said.endsWith("expected 1 rows as the session has, got 2"), said);
    bench.registry.resume(id, "sum", DURABLE);
  }

  @Test
  void ofTwoThatResumeAtOnceOneWins() throws Exception {
    UUID id = bench.registry.open("sum", DURABLE).id();
    restart();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Boolean>> tries = List.of(tried(threads, go, id), tried(threads, go, id));
      go.countDown();
      int won = 0;
      for (Future<Boolean> each : tries) {
        won += each.get(10, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertEquals(1, won);
    } finally {
      threads.shutdownNow();
    }
  }

  private Future<Boolean> tried(ExecutorService threads, CountDownLatch go, UUID id) {
    return threads.submit(
        () -> {
          go.await();
          try {
            bench.registry.resume(id, "sum", DURABLE);
            return true;
          } catch (NotDurableException e) {
            return false;
          }
        });
  }

  @Test
  void aFailedCallSuspendsItAndItGoesOnAfterTheLastOneThatReturned() {
    Session session = bench.registry.open("sum", DURABLE);
    Bench.step(session, 1);
    fail(session);
    String said =
        assertThrows(SessionClosedException.class, () -> Bench.step(session, 1)).getMessage();
    assertTrue(said.contains("suspended, it can be resumed: "), said);
    Session again = bench.registry.resume(session.id(), "sum", DURABLE);
    assertEquals(1, again.call());
    assertEquals(3, Bench.step(again, 2));
    assertEquals("open", bench.registry.sessions().get(0).state());
  }

  @Test
  void withKeptStatesItGoesBackAndTheLogKnowsIt() {
    Session session = bench.registry.open("sum", new SessionOptions(CallOptions.DEFAULT, 2, true));
    Bench.step(session, 1);
    Bench.step(session, 1);
    Bench.step(session, 1);
    fail(session);
    assertEquals(2, session.step());
    assertEquals(2, log.positions.get(session.id()).step());
    assertEquals(1, log.positions.get(session.id()).epoch());
    UUID id = session.id();
    restart();
    Session again = bench.registry.resume(id, "sum", DURABLE);
    assertEquals(2, again.epoch());
    assertEquals(3, Bench.step(again, 1));
  }

  private void fail(Client session) {
    code.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("no");
        };
    assertThrows(ModelFailedException.class, () -> Bench.step(session, 1));
    code.behaviour = (in, hooks) -> {};
  }
}
