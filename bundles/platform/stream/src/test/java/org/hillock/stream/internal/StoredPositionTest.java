package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import org.hillock.api.model.Axis;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredPositionTest {
  private static final int ROWS = 3;
  private static final int UNITS = 71;

  @ParameterizedTest
  @EnumSource(DType.class)
  void aStateOfEveryTypeComesBackBitForBit(DType type) {
    StateLayout layout =
        StateLayout.of("test-1", spec("v", type), TensorSpec.of("n", type, Axis.batch()));
    State state = State.zeros(layout, ROWS);
    for (int t = 0; t < 2; t++) {
      Tensor tensor = state.tensor(t);
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, type == DType.BITS ? i * 7 % 3 % 2 : i % 200);
      }
    }
    state.advance(12345678901L);
    StreamPosition back = roundTrip(position(state, "", StreamNumbers.NONE));
    assertTrue(state.contentEquals(back.state()));
    State next = back.state().take();
    next.tensor(0).set(0, 1);
    next.advance(1);
    assertEquals(12345678902L, next.step());
  }

  @Test
  void valuesThatAreNoNumbersAndTheLargestIntegersComeBack() {
    StateLayout layout =
        StateLayout.of("odd", spec("f", DType.F32), spec("d", DType.F64), spec("l", DType.I64));
    State state = State.zeros(layout, ROWS);
    state.tensor(0).floats()[0] = Float.NaN;
    state.tensor(0).floats()[1] = -0f;
    state.tensor(1).doubles()[2] = Double.NEGATIVE_INFINITY;
    state.tensor(2).longs()[3] = Long.MIN_VALUE;
    assertTrue(state.contentEquals(roundTrip(position(state, "", StreamNumbers.NONE)).state()));
  }

  @Test
  void anEmptyLayoutAndEqualTensorNamesComeBack() {
    State none = State.zeros(StateLayout.empty(), ROWS);
    none.advance(7);
    assertTrue(none.contentEquals(roundTrip(position(none, "", StreamNumbers.NONE)).state()));
    State twins =
        State.zeros(StateLayout.of("twins", spec("v", DType.F32), spec("v", DType.I32)), ROWS);
    twins.tensor(1).set(4, 4);
    assertTrue(twins.contentEquals(roundTrip(position(twins, "", StreamNumbers.NONE)).state()));
  }

  @Test
  void everythingBesideTheStateComesBack() {
    StreamNumbers numbers =
        new StreamNumbers(
            Map.of("", new long[] {1, 2, 3}),
            Map.of("hidden", new long[] {5, 6, Long.MAX_VALUE}, "spikes \"x\"", new long[ROWS]));
    StreamPosition sent = position(State.zeros(StateLayout.empty(), ROWS), "", numbers);
    StreamPosition back = roundTrip(sent);
    assertEquals(sent.session(), back.session());
    assertEquals("näme", back.name());
    assertEquals("m", back.model());
    assertEquals(ROWS, back.rows());
    assertEquals("node-1", back.node());
    assertEquals("v:1", back.version());
    assertEquals(4, back.epoch());
    assertEquals(99, back.call());
    assertTrue(back.durable());
    assertEquals("", back.ended());
    assertEquals(numbers.lossless().keySet(), back.numbers().lossless().keySet());
    assertArrayEquals(numbers.lossless().get("hidden"), back.numbers().lossless().get("hidden"));
    assertArrayEquals(numbers.live().get(""), back.numbers().live().get(""));
  }

  @Test
  void anEndedSessionHasAReasonAndNoState() {
    StreamPosition back = roundTrip(position(null, "closed by its owner", StreamNumbers.NONE));
    assertEquals("closed by its owner", back.ended());
    assertNull(back.state());
  }

  @Test
  void aDamagedRecordIsRefused() {
    State state = State.zeros(StateLayout.of("test-1", spec("v", DType.F32)), ROWS);
    byte[] bytes = StoredPosition.encode(position(state, "", StreamNumbers.NONE), "n", "l");
    for (int length : new int[] {0, 7, 8, 100, bytes.length - 1}) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> StoredPosition.decode(cut, true));
    }
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] other =
        text.replace("test-1", "test-2").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThrows(IllegalArgumentException.class, () -> StoredPosition.decode(other, true));
  }

  private static TensorSpec spec(String name, DType type) {
    return TensorSpec.of(name, type, Axis.batch(), Axis.of("unit", UNITS));
  }

  private static StreamPosition roundTrip(StreamPosition position) {
    return StoredPosition.decode(StoredPosition.encode(position, "node-1", "life"), true);
  }

  static StreamPosition position(State state, String ended, StreamNumbers numbers) {
    long step = state == null ? 0 : state.step();
    return new StreamPosition(
        UUID.randomUUID(), "näme", "m", ROWS, "", "v:1", 4, 99, step, numbers, true, state, ended);
  }
}
