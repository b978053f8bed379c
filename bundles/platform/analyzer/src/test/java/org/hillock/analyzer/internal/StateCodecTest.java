package org.hillock.analyzer.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateCodecTest {
  private static Object there(Object state) {
    return StateCodec.state(StateCodec.entries(state));
  }

  @Test
  void everyKindOfValueComesBack() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("z", List.of(1, 2L, -0.5, Double.NaN, true, false, "ä\n/", List.of(), Map.of()));
    state.put("", Map.of("inner", Map.of("k", Long.MIN_VALUE)));
    assertEquals(new TreeMap<>(state), there(state));
    assertEquals(7L, there(7L));
    assertEquals(List.of(), there(List.of()));
    assertEquals(Map.of(), there(new HashMap<>()));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void tensorsOfEveryTypeComeBackWritable(DType type) {
    for (int[] shape : new int[][] {{}, {0}, {3, 70}, {1, 1, 2}}) {
      Tensor tensor = Tensor.zeros(type, shape);
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, i % 3 == 0 ? 1 : 0);
      }
      Tensor back = (Tensor) there(tensor.readOnly());
      assertTrue(back.contentEquals(tensor), tensor.toString());
      assertFalse(back.isReadOnly());
    }
    Tensor sum = Tensor.of(new double[] {1e300, -0.0, Double.NEGATIVE_INFINITY}, 3);
    assertTrue(((Tensor) there(sum)).contentEquals(sum));
  }

  @Test
  void equalStatesGiveEqualBytesWhateverTheirMaps() {
    Map<String, Object> one = new HashMap<>(Map.of("a", Map.of("x", 1, "y", 2), "b", 3));
    Map<String, Object> other = new TreeMap<>(java.util.Comparator.reverseOrder());
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("y", 2);
    inner.put("x", 1);
    other.putAll(Map.of("b", 3, "a", inner));
    Map<String, byte[]> left = StateCodec.entries(one);
    Map<String, byte[]> right = StateCodec.entries(other);
    assertEquals(left.keySet(), right.keySet());
    left.forEach((name, bytes) -> assertArrayEquals(bytes, right.get(name), name));
  }

  @Test
  void whatIsNoStateIsNamed() {
    assertRefused("entry 'k', got null", withNull());
    assertRefused("entry 'k', got java.util.UUID", Map.of("k", List.of(new java.util.UUID(0, 0))));
    assertRefused("text keys in the state, got java.lang.Integer", Map.of(1, 2));
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("k", List.of(cycle));
    assertRefused("expected at most 64 levels in entry 'k'", cycle);
  }

  @Test
  void bytesThatAreNotOursAreRefusedWithoutRoomForThem() {
    byte[] good = StateCodec.entries(Map.of("k", List.of("text", 1.5))).get(".k");
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(IllegalArgumentException.class, () -> StateCodec.state(Map.of(".k", cut)));
    }
    byte[] huge = {StateCodec.LIST, 0x7f, -1, -1, -1};
    assertThrows(IllegalArgumentException.class, () -> StateCodec.state(Map.of("=", huge)));
    byte[] tensor = {StateCodec.TENSOR, 'F', 4, 2, 0x7f, 0, 0, 0, 0x7f, 0, 0, 0};
    assertThrows(IllegalArgumentException.class, () -> StateCodec.state(Map.of("=", tensor)));
  }

  private static Map<String, Object> withNull() {
    Map<String, Object> map = new HashMap<>();
    map.put("k", null);
    return map;
  }

  private static void assertRefused(String text, Object state) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StateCodec.entries(state));
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }
}
