package org.hillock.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.ToDoubleFunction;

/** Central differences in double precision. */
final class FiniteDifferences {
  private static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /** Compares a gradient with the differences of {@code f} around x. */
  static void assertGradient(
      ToDoubleFunction<double[]> f, float[] x, float[] gradient, String what) {
    double[] at = Samples.widened(x);
    double scale = 1e-2;
    double[] expected = new double[x.length];
    for (int i = 0; i < at.length; i++) {
      double kept = at[i];
      at[i] = kept + STEP;
      double above = f.applyAsDouble(at);
      at[i] = kept - STEP;
      double below = f.applyAsDouble(at);
      at[i] = kept;
      expected[i] = (above - below) / (2 * STEP);
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    for (int i = 0; i < at.length; i++) {
      assertEquals(expected[i], gradient[i], 1e-5 * scale, what + " at " + i);
    }
  }

  static double dot(double[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
