package org.hillock.registry.internal;

import static org.hillock.registry.internal.Bench.await;
import static org.hillock.registry.internal.Bench.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.ModelFailedException;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  @TempDir Path folder;
  Bench bench;
  final TestModel first = new TestModel(1);
  final TestModel other = new TestModel(2, "sum-2");
  VersionId one;
  VersionId two;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
    one = bench.add("sum", 1, first);
    two = bench.add("sum", 2, other);
    bench.swap(one);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Keeps the value; the way back only when {@code back}. */
  private static StateMigration migration(StateLayout to, StateLayout from, boolean back) {
    return new StateMigration() {
      @Override
      public State forward(State state) {
        return State.of(to, state.batch(), state.step(), state.tensor(0).copy());
      }

      @Override
      public Optional<State> backward(State state) {
        return back
            ? Optional.of(State.of(from, state.batch(), state.step(), state.tensor(0).copy()))
            : Optional.empty();
      }
    };
  }

  @Test
  void theStateGoesOnFromCallToCall() {
    Session session = bench.session("sum");
    assertEquals(1, step(session, 1));
    assertEquals(3, step(session, 2));
    assertEquals(2, session.step());
    assertEquals(3, session.snapshot().tensor(0).get(0));
  }

  @Test
  void aFirstMarkResetsTheRowButNotTheStep() {
    Session session = bench.session("sum");
    step(session, 5);
    Inputs in = Inputs.of(Tensor.of(new float[] {1}, 1, 1, 1)).marks(0, Inputs.FIRST);
    float[] out = new float[1];
    session.apply(in, Outputs.of(Tensor.of(out, 1, 1)));
    assertEquals(1, out[0]);
    assertEquals(2, session.step());
  }

  @Test
  void refusedInputsChangeNothing() {
    Session session = bench.session("sum");
    step(session, 5);
    Outputs out = Outputs.of(Tensor.of(new float[1], 1, 1));
    Inputs wrong = Inputs.of(Tensor.of(new float[] {1, 2}, 1, 1, 2));
    Inputs nan = Inputs.of(Tensor.of(new float[] {Float.NaN}, 1, 1, 1));
    Inputs rows = Inputs.of(Tensor.of(new float[] {1, 2}, 1, 2, 1));
    for (Inputs in : List.of(wrong, nan, rows)) {
      assertThrows(InputException.class, () -> session.apply(in, out));
    }
    assertEquals(6, step(session, 1));
  }

  @Test
  void aCallThatThrowsClosesTheSessionWithItsText() {
    Session session = bench.session("sum");
    first.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("out of range");
        };
    ModelFailedException e = assertThrows(ModelFailedException.class, () -> step(session, 1));
    assertTrue(e.getMessage().contains("out of range"), e.getMessage());
    assertNull(e.getCause());
    assertEquals(0, e.getSuppressed().length);
    SessionClosedException closed =
        assertThrows(SessionClosedException.class, () -> step(session, 1));
    assertTrue(closed.getMessage().contains("out of range"), closed.getMessage());
    assertTrue(bench.registry.sessions().get(0).state().startsWith("closed: "));
  }

  @Test
  void aSessionThatKeepsSnapshotsResumesFromTheLastOne() {
    Session session = bench.registry.open("sum", new SessionOptions(CallOptions.DEFAULT, 2));
    step(session, 1);
    step(session, 1);
    step(session, 1);
    first.behaviour =
        (in, hooks) -> {
          throw new IllegalStateException("once");
        };
    assertThrows(ModelFailedException.class, () -> step(session, 1));
    first.behaviour = (in, hooks) -> {};
    assertEquals(1, session.epoch());
    assertEquals(2, session.step());
    assertEquals(12, step(session, 10));
  }

  @Test
  void aSwapThatCannotCarryASessionIsRefusedAndNamesIt() {
    Session session =
        bench.registry.open(
            "sum",
            new SessionOptions(new CallOptions("eye", 1, CallOptions.DEFAULT.deadline()), 0));
    step(session, 1);
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> bench.swap(two));
    assertTrue(e.getMessage().contains("eye (no way from state layout sum-1"), e.getMessage());
    assertEquals(2, step(session, 1));
  }

  @Test
  void aSwapMayEndTheSessionsThatItCannotCarry() {
    Session session = bench.session("sum");
    SwapReport report = await(bench.registry.swap(new SwapRequest(List.of(two), Unmigratable.END)));
    assertEquals(List.of(session.id()), report.ended());
    assertThrows(SessionClosedException.class, () -> step(session, 1));
  }

  @Test
  void aMigrationThatFailsForOneSessionMovesNone() {
    other.migrations =
        Map.of(
            first.layout.hash(),
            state -> {
              if (state.tensor(0).get(0) > 3) {
                throw new IllegalStateException("too large");
              }
              return State.of(other.layout, state.batch(), state.step(), state.tensor(0).copy());
            });
    Session small = bench.session("sum");
    Session large = bench.session("sum");
    step(small, 1);
    step(large, 9);
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> bench.swap(two));
    assertTrue(e.getMessage().contains("too large"), e.getMessage());
    assertEquals(2, step(small, 1));
    assertEquals(10, step(large, 1));
  }

  @Test
  void aMigrationForwardCarriesTheState() {
    other.migrations = Map.of(first.layout.hash(), migration(other.layout, first.layout, false));
    Session session = bench.session("sum");
    step(session, 5);
    assertEquals(1, bench.swap(two).migrated());
    assertEquals(7, step(session, 1));
    assertEquals(2, session.step());
  }

  @Test
  void aRollbackWithAWayBackKeepsThePresentState() {
    other.migrations = Map.of(first.layout.hash(), migration(other.layout, first.layout, true));
    Session session = bench.session("sum");
    step(session, 5);
    bench.swap(two);
    step(session, 1);
    SwapReport report = await(bench.registry.rollback("sum"));
    assertEquals(List.of(), report.wentBack());
    assertEquals(8, step(session, 1));
    assertEquals(0, session.epoch());
  }

  @Test
  void aRollbackWithoutAWayBackReturnsToTheKeptStateUnderAHigherEpoch() {
    other.migrations = Map.of(first.layout.hash(), migration(other.layout, first.layout, false));
    Session session = bench.session("sum");
    step(session, 5);
    bench.swap(two);
    step(session, 1);
    step(session, 1);
    SwapReport report = await(bench.registry.rollback("sum"));
    assertEquals(List.of(session.id()), report.wentBack());
    assertEquals(1, session.epoch());
    assertEquals(1, session.step());
    assertEquals(6, step(session, 1));
  }

  @Test
  void aKeptStateIsGoneWhenItsTimeIsOver() {
    Limits d = Bench.SHORT;
    bench.registry.limits(
        new Limits(
            d.selfCheck(),
            d.callbackDrain(),
            d.gapWait(),
            d.tapBlock(),
            d.drain(),
            Duration.ZERO,
            d.collect()));
    other.migrations = Map.of(first.layout.hash(), migration(other.layout, first.layout, false));
    Session session = bench.session("sum");
    bench.swap(two);
    SwapRefusedException e =
        assertThrows(SwapRefusedException.class, () -> await(bench.registry.rollback("sum")));
    assertTrue(e.getMessage().contains("no way from state layout sum-2"), e.getMessage());
    assertEquals(2, step(session, 1));
  }

  @Test
  void aPlainSwapDoesNotTakeASessionBackInTime() {
    other.migrations = Map.of(first.layout.hash(), migration(other.layout, first.layout, false));
    Session session = bench.session("sum");
    bench.swap(two);
    step(session, 1);
    assertThrows(SwapRefusedException.class, () -> bench.swap(one));
  }

  @Test
  void aMigrationThatLosesTheStepIsRefused() {
    other.migrations =
        Map.of(
            first.layout.hash(),
            state -> State.of(other.layout, state.batch(), 0, state.tensor(0).copy()));
    Session session = bench.session("sum");
    step(session, 1);
    SwapRefusedException e = assertThrows(SwapRefusedException.class, () -> bench.swap(two));
    assertTrue(e.getMessage().contains("at step 1"), e.getMessage());
  }

  @Test
  void aCallInsideACallOnTheSameHandleIsRefused() {
    Session session = bench.session("sum");
    first.behaviour = (in, hooks) -> step(session, 1);
    ModelFailedException e = assertThrows(ModelFailedException.class, () -> step(session, 1));
    assertTrue(e.getMessage().contains("one inside another"), e.getMessage());
  }
}
