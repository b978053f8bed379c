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

class MatrixProductsTest {
  private static final int[][] SHAPES = {
    {1, 1, 1},
    {1, 300, 7},
    {2, 5, 64},
    {5, 9, 63},
    {6, 1, 64},
    {7, 64, 65},
    {13, 17, 128},
    {12, 257, 130},
    {49, 31, 10},
    {128, 784, 10},
    {100, 600, 200},
    {3, 0, 4},
    {0, 3, 4}
  };

  static Stream<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (int[] shape : SHAPES) {
      for (int form = 0; form < 8; form++) {
        for (long seed = 1; seed <= 2; seed++) {
          all.add(Arguments.of(shape[0], shape[1], shape[2], form, seed));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyTransposeAgreesWithTheDefinition(int m, int k, int n, int form, long seed) {
    for (boolean add : new boolean[] {false, true}) {
      Samples samples = new Samples(seed);
      Matrix a = view(samples, m, k, (form & 1) != 0);
      Matrix b = view(samples, k, n, (form & 2) != 0);
      boolean flip = (form & 4) != 0;
      float[] start = view(samples, m, n, flip).data();
      double[] expected = Samples.widened(start);
      define(a, b, result(start, m, n, flip), expected, add);
      for (Kernels kernels : both(Workers.single())) {
        float[] c = start.clone();
        kernels.matrices().multiply(a, b, result(c, m, n, flip), add);
        assertClose(expected, c, 2e-6, kernels.provider());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doublesAgreeWithTheDefinition(int m, int k, int n, int form, long seed) {
    Samples samples = new Samples(seed);
    double[] a = samples.doubles(m * k);
    double[] b = samples.doubles(k * n);
    DoubleMatrix left =
        (form & 1) == 0 ? DoubleMatrix.of(a, m, k) : DoubleMatrix.of(a, k, m).transposed();
    DoubleMatrix right =
        (form & 2) == 0 ? DoubleMatrix.of(b, k, n) : DoubleMatrix.of(b, n, k).transposed();
    double[] c = new double[m * n];
    Compute.kernels().matrices().multiply(left, right, DoubleMatrix.of(c, m, n), false);
    double[] expected = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          expected[i * n + j] +=
              a[(form & 1) == 0 ? i * k + p : p * m + i]
                  * b[(form & 2) == 0 ? p * n + j : j * k + p];
        }
      }
    }
    assertClose(expected, c, 1e-13, "f64");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twoThreadsGiveTheSameBits(int m, int k, int n, int form, long seed) {
    Samples samples = new Samples(seed);
    Matrix a = view(samples, m, k, (form & 1) != 0);
    Matrix b = view(samples, k, n, (form & 2) != 0);
    try (Workers two = Workers.of(2)) {
      List<Kernels> one = both(Workers.single());
      List<Kernels> more = both(two);
      for (int p = 0; p < one.size(); p++) {
        float[] first = new float[m * n];
        float[] second = new float[m * n];
        one.get(p).matrices().multiply(a, b, Matrix.of(first, m, n), false);
        more.get(p).matrices().multiply(a, b, Matrix.of(second, m, n), false);
        assertArrayEquals(first, second);
      }
    }
  }

  @Test
  void aRowDoesNotDependOnItsNeighbours() {
    Samples samples = new Samples(5);
    int k = 300;
    int n = 70;
    Matrix b = Matrix.of(samples.floats(k * n), k, n);
    Matrix a = Matrix.of(samples.floats(40 * k), 40, k);
    for (Kernels kernels : both(Workers.single())) {
      float[] all = new float[40 * n];
      kernels.matrices().multiply(a, b, Matrix.of(all, 40, n), false);
      for (int row = 0; row < 40; row++) {
        float[] alone = new float[n];
        kernels.matrices().multiply(a.slice(row, 1), b, Matrix.of(alone, 1, n), false);
        assertArrayEquals(java.util.Arrays.copyOfRange(all, row * n, row * n + n), alone);
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Matrix a = Matrix.of(new float[6], 2, 3);
    Matrix c = Matrix.of(new float[4], 2, 2);
    for (Kernels kernels : both(Workers.single())) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class, () -> kernels.matrices().multiply(a, a, c, false));
      assertEquals(
          "product: expected shapes [m, k] [k, n] [m, n], got f32[2, 3] f32[2, 3] f32[2, 2]",
          e.getMessage());
    }
  }

  @Test
  void aViewOutsideItsArrayIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Matrix.of(new float[5], 2, 3));
    assertThrows(IllegalArgumentException.class, () -> new Matrix(new float[9], -1, 1, 1, 1, 1));
  }

  static List<Kernels> both(Workers workers) {
    return List.of(Compute.plain(workers), Compute.kernels(workers));
  }

  /** A matrix inside a larger array, stored by rows or by columns. */
  private static Matrix view(Samples samples, int rows, int columns, boolean byColumns) {
    int lead = samples.below(20);
    int stride = (byColumns ? rows : columns) + samples.below(5);
    float[] data = samples.floats(lead + stride * (byColumns ? columns : rows) + 3);
    return byColumns
        ? new Matrix(data, lead, rows, columns, 1, stride)
        : new Matrix(data, lead, rows, columns, stride, 1);
  }

  private static Matrix result(float[] data, int m, int n, boolean byColumns) {
    return byColumns ? new Matrix(data, 0, m, n, 1, m) : new Matrix(data, 0, m, n, n, 1);
  }

  private static void define(Matrix a, Matrix b, Matrix c, double[] y, boolean add) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        int at = c.offset() + i * c.rowStride() + j * c.columnStride();
        double sum = add ? y[at] : 0;
        for (int k = 0; k < a.columns(); k++) {
          sum +=
              (double) a.data()[a.offset() + i * a.rowStride() + k * a.columnStride()]
                  * b.data()[b.offset() + k * b.rowStride() + j * b.columnStride()];
        }
        y[at] = sum;
      }
    }
  }
}
