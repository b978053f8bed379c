package org.hillock.api.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final StateLayout LAYOUT = layout("leaky-1", 2);

  private static StateLayout layout(String meaning, int units) {
    return StateLayout.of(
        meaning, TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", units)));
  }

  @Test
  void aConsumedHandleThrowsAndTheNewOneGoesOn() {
    State state = State.zeros(LAYOUT, 3);
    State next = state.take();
    next.tensor(0).set(0, 5);
    next.advance(7);
    assertEquals(7, next.step());
    assertThrows(IllegalStateException.class, state::take);
    assertThrows(IllegalStateException.class, () -> state.tensor(0));
    assertThrows(IllegalStateException.class, state::snapshot);
    assertThrows(IllegalStateException.class, () -> state.advance(1));
  }

  @Test
  void aSnapshotIsEqualAndApart() {
    State state = State.zeros(LAYOUT, 1);
    state.advance(3);
    State snapshot = state.snapshot();
    assertTrue(state.contentEquals(snapshot));
    state.tensor(0).set(1, 1);
    assertFalse(state.contentEquals(snapshot));
    assertEquals(0, snapshot.tensor(0).get(1));
  }

  @Test
  void aResetClearsOneRowAndKeepsTheStep() {
    Tensor values = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    State state = State.of(LAYOUT, 3, 9, values);
    state.clear(1);
    assertTrue(values.contentEquals(Tensor.of(new float[] {1, 2, 0, 0, 5, 6}, 3, 2)));
    assertEquals(9, state.step());
  }

  @Test
  void scratchIsReusedAndFollowsTheState() {
    State state = State.zeros(LAYOUT, 1);
    float[] scratch = state.scratch(2, 10);
    assertSame(scratch, state.take().scratch(2, 8));
  }

  @Test
  void tensorsMustFitTheLayout() {
    Tensor wrong = Tensor.zeros(DType.F32, 1, 3);
    assertThrows(IllegalArgumentException.class, () -> State.of(LAYOUT, 1, 0, wrong));
    assertThrows(IllegalArgumentException.class, () -> State.of(LAYOUT, 1, 0));
  }

  @Test
  void theHashOfALayoutSaysWhetherStatesMayBeExchanged() {
    assertEquals(LAYOUT, layout("leaky-1", 2));
    assertEquals(64, LAYOUT.hash().length());
    assertNotEquals(LAYOUT.hash(), layout("leaky-2", 2).hash());
    assertNotEquals(LAYOUT.hash(), layout("leaky-1", 3).hash());
    TensorSpec timeFirst = TensorSpec.of("v", DType.F32, Axis.time());
    assertThrows(IllegalArgumentException.class, () -> StateLayout.of("x", timeFirst));
  }
}
