package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.BusyException;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Lease;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamNumbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path folder;
  Bench bench;
  final TestModel code = new TestModel(1);
  final List<String> log = new ArrayList<>();
  boolean full;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    bench.swap(bench.add("sum", 1, code));
    bench.recorders.set(start -> new Logging());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aCallThatReturnsCommitsItsFrames() {
    step(bench.session("sum"), 1);
    assertEquals(List.of("admit", "begin 0 epoch 0", "emit 0", "commit"), log);
  }

  @Test
  void aCallThatThrowsPublishesNothingAndResumesWithAMarker() {
    Session session = bench.registry.open("sum", new SessionOptions(CallOptions.DEFAULT, 1));
    step(session, 1);
    log.clear();
    code.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("no");
        };
    assertThrows(RuntimeException.class, () -> step(session, 1));
    assertEquals(List.of("admit", "begin 1 epoch 0", "discard", "resumed 1 epoch 1"), log);
  }

  @Test
  void aClosedSessionEndsItsStreams() {
    Session session = bench.session("sum");
    session.close();
    session.close();
    assertEquals(List.of("end closed by its owner"), log);
  }

  @Test
  void aFullTapRefusesTheCallBeforeItStarts() {
    Session session = bench.session("sum");
    full = true;
    assertThrows(BackpressureException.class, () -> step(session, 1));
    full = false;
    assertEquals(1, step(session, 1));
    assertEquals(1, bench.registry.model("sum").failed());
  }

  @Test
  void whatWasAdmittedAndNeverBeganIsDiscarded() {
    Session session = bench.session("sum");
    bench.registry.lease(session).close();
    assertEquals(List.of("admit", "discard"), log);
    log.clear();
    bench.registry.route("sum", new RouteOptions(false, 1));
    try (Lease lease = bench.registry.lease(bench.session("sum"))) {
      log.clear();
      assertThrows(BusyException.class, () -> step(session, 1));
      assertEquals(List.of("admit", "discard"), log);
    }
  }

  private final class Logging implements Recorder {
    @Override
    public boolean active() {
      return true;
    }

    @Override
    public void admit(long nanos) {
      if (full) {
        throw new BackpressureException("tap stands at 7");
      }
      log.add("admit");
    }

    @Override
    public Hooks begin(VersionId version, ModelCard card, Inputs inputs, long call, int epoch) {
      log.add("begin " + call + " epoch " + epoch);
      return site -> (step, values, valid) -> log.add("emit " + step);
    }

    @Override
    public void commit() {
      log.add("commit");
    }

    @Override
    public void commit(State state) {
      log.add("commit at " + state.step());
    }

    @Override
    public void stand(VersionId version, long call, int epoch, State state, String reason) {
      log.add("stand " + call + " epoch " + epoch);
    }

    @Override
    public StreamNumbers numbers() {
      return StreamNumbers.NONE;
    }

    @Override
    public void suspend() {
      log.add("suspend");
    }

    @Override
    public void discard() {
      log.add("discard");
    }

    @Override
    public void resumed(long step, int epoch, String reason) {
      log.add("resumed " + step + " epoch " + epoch);
    }

    @Override
    public void end(String reason) {
      log.add("end " + reason);
    }
  }
}
