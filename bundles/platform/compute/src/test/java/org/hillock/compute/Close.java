package org.hillock.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Compares arrays of numbers. */
final class Close {
  private Close() {}

  /** Each element within {@code tolerance} of the largest expected magnitude. */
  static void assertClose(double[] expected, float[] actual, double tolerance, String what) {
    assertClose(expected, Samples.widened(actual), tolerance, what);
  }

  static void assertClose(float[] expected, float[] actual, double tolerance, String what) {
    assertClose(Samples.widened(expected), Samples.widened(actual), tolerance, what);
  }

  static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    double scale = 1e-30;
    for (double e : expected) {
      scale = Math.max(scale, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance * scale, what + " at " + i);
    }
  }
}
