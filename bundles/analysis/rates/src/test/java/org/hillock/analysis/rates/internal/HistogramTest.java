package org.hillock.analysis.rates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {
  @ParameterizedTest
  @CsvSource({"-9, 0", "-1, 1", "-0.5, 1", "0, 2", "-0.0, 2", "0.99, 2", "1, 3", "9, 3"})
  void anEdgeBelongsToTheBinAboveIt(double x, int bin) {
    assertEquals(bin, Histogram.bin(new double[] {-1, 0, 1}, x));
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0, 1, 1", "3, 1, 6, 2, 0", "1, 1, 1, 0, 0.3112781244591328"})
  void divergencesAsComputedByHand(long p0, long p1, long q0, long q1, double bits) {
    long[] p = {p0, p1};
    long[] q = {q0, q1};
    assertEquals(bits, Histogram.jensenShannon(p, q), 1e-12);
    assertEquals(Histogram.jensenShannon(q, p), Histogram.jensenShannon(p, q), 1e-15);
  }

  @Test
  void anEmptyHistogramHasNoDivergence() {
    assertTrue(Double.isNaN(Histogram.jensenShannon(new long[2], new long[] {1, 2})));
  }
}
