package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hillock.api.model.RandomKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
  @ParameterizedTest
  @CsvSource({"0, 5", "1, 1", "3, 64", "4, 10", "7, 33", "9, 128"})
  void aListOfScaledRowsIsAdded(int count, int n) {
    RandomKey key = RandomKey.of(count * 1000L + n);
    float[][] rows = new float[count + 2][n];
    float[] scales = new float[count + 2];
    float[] c = new float[n];
    double[] expected = new double[n];
    for (int k = 0; k < rows.length; k++) {
      scales[k] = (float) key.normal(k);
      for (int j = 0; j < n; j++) {
        rows[k][j] = (float) key.normal(100L + (long) k * n + j);
        expected[j] += k < count ? scales[k] * rows[k][j] : 0;
      }
    }
    Rows.add(c, n, rows, scales, count);
    for (int j = 0; j < n; j++) {
      assertEquals(expected[j], c[j], 1e-4);
    }
  }
}
