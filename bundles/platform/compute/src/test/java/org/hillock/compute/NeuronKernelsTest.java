package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NeuronKernelsTest {
  static Stream<Arguments> rules() {
    List<Arguments> all = new ArrayList<>();
    for (Reset reset : Reset.values()) {
      for (Surrogate.Kind kind : Surrogate.Kind.values()) {
        for (int seed = 0; seed < 3; seed++) {
          all.add(Arguments.of(rule(reset, kind, seed % 2 == 0), (long) seed));
        }
      }
    }
    return all.stream();
  }

  /** Leaks are powers of two, so sums over the grid are exact. */
  static LifRule rule(Reset reset, Surrogate.Kind kind, boolean first) {
    Surrogate surrogate = new Surrogate(kind, first ? 2.5 : 4);
    boolean strict = !first;
    return new LifRule(
        0.5f,
        first ? 1 : 0.5f,
        first ? 0 : 0.25f,
        0.5f,
        strict,
        reset,
        first ? 0 : 0.125f,
        surrogate,
        reset.late() || first);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void providersAgreeOnIndependentNeurons(LifRule rule, long seed) {
    int steps = 23;
    for (int n : new int[] {1, 16, 37, 2100}) {
      Samples samples = new Samples(seed);
      float[] x = samples.floats(steps * n);
      float[] v = samples.floats(n);
      float[] gs = samples.floats(steps * n);
      float[] gm = samples.floats(steps * n);
      float[] gv = samples.floats(n);
      float[][] plain = run(Compute.plain(Workers.single()), rule, steps, n, x, v, gs, gm, gv);
      float[][] vector = run(Compute.kernels(), rule, steps, n, x, v, gs, gm, gv);
      assertArrayEquals(plain[0], vector[0]);
      assertArrayEquals(plain[1], vector[1]);
      assertArrayEquals(plain[2], vector[2]);
      assertClose(plain[3], vector[3], 5e-6, "gx");
      assertClose(plain[4], vector[4], 5e-6, "gv");
      try (Workers two = Workers.of(2)) {
        float[][] more = run(Compute.kernels(two), rule, steps, n, x, v, gs, gm, gv);
        for (int i = 0; i < more.length; i++) {
          assertArrayEquals(vector[i], more[i]);
        }
      }
    }
  }

  private static float[][] run(
      Kernels kernels,
      LifRule rule,
      int steps,
      int n,
      float[] x,
      float[] v0,
      float[] gs,
      float[] gm,
      float[] gvEnd) {
    float[] v = v0.clone();
    float[] h = new float[steps * n];
    float[] s = new float[steps * n];
    float[] gv = gvEnd.clone();
    float[] gx = new float[steps * n];
    kernels.neurons().forward(rule, steps, n, x, v, h, s);
    kernels.neurons().backward(rule, steps, n, v0, h, gs, gm, gv, gx);
    return new float[][] {v, h, s, gx, gv};
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theLayerIsTheProductThenTheNeurons(LifRule rule, long seed) {
    int[][] shapes = {{7, 3, 20, 128}, {12, 18, 9, 70}, {5, 2, 140, 256}, {3, 1, 4, 10}};
    for (int[] shape : shapes) {
      LayerCase layer = new LayerCase(rule, shape[0], shape[1], shape[2], shape[3], seed);
      LayerCase.Result expected = layer.apart();
      try (Workers two = Workers.of(2)) {
        for (Workers workers : List.of(Workers.single(), two)) {
          for (Kernels kernels : MatrixProductsTest.both(workers)) {
            LayerCase.Result actual = layer.fused(kernels);
            assertArrayEquals(expected.v(), actual.v());
            assertArrayEquals(expected.h(), actual.h());
            assertArrayEquals(expected.s(), actual.s());
            assertClose(expected.gx(), actual.gx(), 5e-6, "gx");
            assertClose(expected.gw(), actual.gw(), 5e-6, "gw");
            assertClose(expected.gv(), actual.gv(), 5e-6, "gv");
            layer.checkBits(kernels, expected.s());
          }
        }
      }
    }
  }

  @Test
  void aRectangularSlopeEndsAtItsEdge() {
    Surrogate surrogate = new Surrogate(Surrogate.Kind.RECTANGULAR, 2);
    assertEquals(2, surrogate.slope(0.2499));
    assertEquals(0, surrogate.slope(0.25));
    assertEquals(0, surrogate.slope(-0.25));
  }

  @Test
  void slopesAreDerivativesOfTheirSteps() {
    for (Surrogate.Kind kind : Surrogate.Kind.values()) {
      for (double alpha : new double[] {0.7, 2, 5}) {
        Surrogate surrogate = new Surrogate(kind, alpha);
        for (double u : new double[] {-1.3, -0.2, -0.01, 0.03, 0.4, 2}) {
          double e = 1e-6;
          double slope = (surrogate.step(u + e) - surrogate.step(u - e)) / (2 * e);
          assertEquals(slope, surrogate.slope(u), 1e-8 * (1 + alpha), kind + " at " + u);
        }
      }
    }
  }

  @Test
  void aLateResetThatIsNotDetachedIsRefused() {
    Surrogate surrogate = new Surrogate(Surrogate.Kind.ATAN, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> new LifRule(1, 1, 0, 1, true, Reset.ZERO_LATE, 0, surrogate, false));
  }
}
