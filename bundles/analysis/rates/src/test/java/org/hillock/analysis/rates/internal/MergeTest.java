package org.hillock.analysis.rates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Finding;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
  private final RatesAnalyzer rates = new RatesAnalyzer(RatesFrames.options());

  private Map<String, List<Tensor>> fold(List<Frame> frames) {
    Map<String, List<Tensor>> state = rates.initial();
    for (Frame frame : frames) {
      state = rates.accept(state, frame);
    }
    return state;
  }

  /** Frames of two versions and two sites, within the windows that are kept. */
  private static List<Frame> frames(long seed, int n) {
    Random random = new Random(seed);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean spikes = random.nextBoolean();
      float[] values = new float[6 * (1 + random.nextInt(5))];
      for (int j = 0; j < values.length; j++) {
        values[j] =
            spikes
                ? random.nextInt(2)
                : (float) (1e4 + random.nextGaussian() * Math.pow(10, random.nextInt(9) - 5));
      }
      frames.add(
          RatesFrames.frame(
              random.nextBoolean() ? RatesFrames.V1 : RatesFrames.V2,
              spikes ? "s" : "v",
              spikes ? RatesFrames.SPIKES : RatesFrames.DENSE,
              random.nextInt(4_500_000),
              0.02,
              6,
              values));
    }
    return frames;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 4", "3, 12", "4, 50"})
  void anyNumberOfPartitionsGivesTheFindingsOfOnePass(long seed, int partitions) {
    List<Frame> frames = frames(seed, 400);
    Random random = new Random(seed);
    List<List<Frame>> parts = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      parts.add(new ArrayList<>());
    }
    for (Frame frame : frames) {
      parts.get(random.nextInt(partitions)).add(frame);
    }
    List<Map<String, List<Tensor>>> states = new ArrayList<>();
    for (List<Frame> part : parts) {
      Collections.shuffle(part, random);
      states.add(fold(part));
    }
    while (states.size() > 1) {
      Map<String, List<Tensor>> a = states.remove(random.nextInt(states.size()));
      Map<String, List<Tensor>> b = states.remove(random.nextInt(states.size()));
      states.add(rates.merge(a, b));
    }
    assertSame(rates.findings(fold(frames)), rates.findings(states.get(0)));
  }

  @ParameterizedTest
  @CsvSource({"10", "11", "12"})
  void mergingIsCommutativeAndAssociative(long seed) {
    List<Frame> a = frames(seed, 50);
    List<Frame> b = frames(seed + 100, 50);
    List<Frame> c = frames(seed + 200, 50);
    assertSame(
        rates.findings(rates.merge(fold(a), fold(b))),
        rates.findings(rates.merge(fold(b), fold(a))));
    assertSame(
        rates.findings(rates.merge(rates.merge(fold(a), fold(b)), fold(c))),
        rates.findings(rates.merge(fold(a), rates.merge(fold(b), fold(c)))));
  }

  @Test
  void mergingLeavesTheRightStateUsable() {
    Map<String, List<Tensor>> right = fold(frames(5, 20));
    List<Finding> before = rates.findings(right);
    Map<String, List<Tensor>> left = rates.merge(rates.initial(), right);
    rates.accept(left, frames(6, 1).get(0));
    assertEquals(before, rates.findings(right));
  }

  private static void assertSame(List<Finding> expected, List<Finding> actual) {
    Map<String, String> left = byKey(expected);
    Map<String, String> right = byKey(actual);
    assertTrue(left.size() > 10, left.keySet().toString());
    assertEquals(left.keySet(), right.keySet());
    left.forEach((key, json) -> assertSame(key, read(json), read(right.get(key))));
  }

  private static Map<String, String> byKey(List<Finding> findings) {
    Map<String, String> map = new TreeMap<>();
    findings.forEach(f -> map.put(f.key(), f.json()));
    return map;
  }

  private static JsonObject read(String json) {
    return Json.createReader(new StringReader(json)).readObject();
  }

  private static void assertSame(String where, JsonValue a, JsonValue b) {
    if (a instanceof JsonObject object) {
      object.forEach(
          (name, value) -> assertSame(where + "." + name, value, b.asJsonObject().get(name)));
    } else if (a instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        assertSame(where + "[" + i, array.get(i), b.asJsonArray().get(i));
      }
    } else if (a instanceof JsonNumber n && !n.isIntegral()) {
      double x = n.doubleValue();
      assertEquals(x, ((JsonNumber) b).doubleValue(), 1e-9 * Math.abs(x), where);
    } else {
      assertEquals(a, b, where);
    }
  }
}
