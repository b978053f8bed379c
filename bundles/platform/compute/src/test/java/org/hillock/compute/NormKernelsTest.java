package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.hillock.compute.FiniteDifferences.assertGradient;
import static org.hillock.compute.FiniteDifferences.dot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormKernelsTest {
  private static final double EPSILON = 1e-5;
  private static final String SHAPES = "2, 1\n3, 4\n7, 5\n20, 3\n5, 70";

  private final NormKernels norms = Compute.kernels().norms();

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void batchNormFollowsItsDefinition(int rows, int columns) {
    Samples samples = new Samples(rows);
    float[] x = samples.floats(rows * columns);
    float[] gamma = samples.floats(columns);
    float[] beta = samples.floats(columns);
    float[] gy = samples.floats(x.length);
    double[] mean = new double[columns];
    double[] variance = new double[columns];
    float[] y = new float[x.length];
    norms.batchNorm(rows, columns, x, gamma, beta, EPSILON, mean, variance, y);
    double[] wx = Samples.widened(x);
    double[] wg = Samples.widened(gamma);
    double[] wb = Samples.widened(beta);
    assertClose(byColumn(rows, columns, wx, wg, wb), y, 2e-6, "y");
    float[] gx = new float[x.length];
    float[] gGamma = new float[columns];
    float[] gBeta = new float[columns];
    norms.batchNormGradient(
        rows, columns, x, gamma, EPSILON, mean, variance, gy, gx, gGamma, gBeta);
    assertGradient(v -> dot(byColumn(rows, columns, v, wg, wb), gy), x, gx, "x");
    assertGradient(v -> dot(byColumn(rows, columns, wx, v, wb), gy), gamma, gGamma, "gamma");
    assertGradient(v -> dot(byColumn(rows, columns, wx, wg, v), gy), beta, gBeta, "beta");
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void layerNormFollowsItsDefinition(int rows, int columns) {
    Samples samples = new Samples(rows);
    float[] x = samples.floats(rows * columns);
    float[] gamma = samples.floats(columns);
    float[] beta = samples.floats(columns);
    float[] gy = samples.floats(x.length);
    float[] y = new float[x.length];
    norms.layerNorm(rows, columns, x, gamma, beta, EPSILON, y);
    double[] wx = Samples.widened(x);
    double[] wg = Samples.widened(gamma);
    double[] wb = Samples.widened(beta);
    assertClose(byRow(rows, columns, wx, wg, wb), y, 2e-6, "y");
    float[] gx = new float[x.length];
    float[] gGamma = new float[columns];
    float[] gBeta = new float[columns];
    norms.layerNormGradient(rows, columns, x, gamma, EPSILON, gy, gx, gGamma, gBeta);
    assertGradient(v -> dot(byRow(rows, columns, v, wg, wb), gy), x, gx, "x");
    assertGradient(v -> dot(byRow(rows, columns, wx, v, wb), gy), gamma, gGamma, "gamma");
    assertGradient(v -> dot(byRow(rows, columns, wx, wg, v), gy), beta, gBeta, "beta");
  }

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void softmaxFollowsItsDefinition(int rows, int columns) {
    Samples samples = new Samples(columns);
    float[] x = samples.floats(rows * columns);
    float[] gy = samples.floats(x.length);
    float[] y = new float[x.length];
    float[] gx = new float[x.length];
    norms.softmax(rows, columns, x, y);
    assertClose(soft(columns, Samples.widened(x)), y, 1e-6, "y");
    norms.softmaxGradient(rows, columns, y, gy, gx);
    assertGradient(v -> dot(soft(columns, v), gy), x, gx, "x");
  }

  @Test
  void softmaxOfLargeScoresIsFinite() {
    float[] y = new float[3];
    norms.softmax(1, 3, new float[] {1e30f, -1e30f, Float.NEGATIVE_INFINITY}, y);
    assertArrayEquals(new float[] {1, 0, 0}, y);
  }

  @Test
  void twoThreadsGiveTheSameBits() {
    int rows = 50;
    int columns = 150;
    Samples samples = new Samples(1);
    float[] x = samples.floats(rows * columns);
    float[] one = new float[columns];
    java.util.Arrays.fill(one, 1);
    try (Workers two = Workers.of(2)) {
      float[] a = new float[x.length];
      float[] b = new float[x.length];
      double[] mean = new double[columns];
      double[] variance = new double[columns];
      NormKernels more = Compute.kernels(two).norms();
      norms.batchNorm(rows, columns, x, one, one, EPSILON, mean, variance, a);
      more.batchNorm(rows, columns, x, one, one, EPSILON, mean, variance, b);
      assertArrayEquals(a, b);
      norms.layerNorm(rows, columns, x, one, one, EPSILON, a);
      more.layerNorm(rows, columns, x, one, one, EPSILON, b);
      assertArrayEquals(a, b);
      norms.softmax(rows, columns, x, a);
      more.softmax(rows, columns, x, b);
      assertArrayEquals(a, b);
      assertEquals(
          1, java.util.stream.IntStream.range(0, columns).mapToDouble(j -> a[j]).sum(), 1e-5);
    }
  }

  private static double[] byColumn(
      int rows, int columns, double[] x, double[] gamma, double[] beta) {
    double[] y = new double[x.length];
    for (int c = 0; c < columns; c++) {
      normalise(x, y, c, columns, rows);
    }
    return scaled(y, columns, gamma, beta);
  }

  private static double[] byRow(int rows, int columns, double[] x, double[] gamma, double[] beta) {
    double[] y = new double[x.length];
    for (int r = 0; r < rows; r++) {
      normalise(x, y, r * columns, 1, columns);
    }
    return scaled(y, columns, gamma, beta);
  }

  private static void normalise(double[] x, double[] y, int from, int step, int n) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += x[from + i * step] / n;
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      variance += Math.pow(x[from + i * step] - mean, 2) / n;
    }
    for (int i = 0; i < n; i++) {
      y[from + i * step] = (x[from + i * step] - mean) / Math.sqrt(variance + EPSILON);
    }
  }

  private static double[] scaled(double[] y, int columns, double[] gamma, double[] beta) {
    for (int i = 0; i < y.length; i++) {
      y[i] = gamma[i % columns] * y[i] + beta[i % columns];
    }
    return y;
  }

  private static double[] soft(int columns, double[] x) {
    double[] y = new double[x.length];
    for (int r = 0; r < x.length; r += columns) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += Math.exp(x[r + j]);
      }
      for (int j = 0; j < columns; j++) {
        y[r + j] = Math.exp(x[r + j]) / sum;
      }
    }
    return y;
  }
}
