package org.hillock.compute.internal.plain;

import java.util.Arrays;
import org.hillock.compute.DoubleMatrix;
import org.hillock.compute.Workers;

/**
 * Product of matrices in double precision by sums of scaled rows, four rows a pass: the most that
 * the compilers of Java 17 and 25 still turn into vector instructions.
 */
final class DoubleProduct {
  private static final int ROWS = 16;

  private final Workers workers;
  private double[] packed = new double[0];

  DoubleProduct(Workers workers) {
    this.workers = workers;
  }

  void multiply(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c, boolean add) {
    if (c.columnStride() != 1) {
      multiply(b.transposed(), a.transposed(), c.transposed(), add);
      return;
    }
    DoubleMatrix right = b.columnStride() == 1 ? b : pack(b);
    int parts = (c.rows() + ROWS - 1) / ROWS;
    workers.run(parts, (part, worker) -> rows(a, right, c, add, part * ROWS));
  }

  private void rows(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c, boolean add, int from) {
    int n = c.columns();
    int end = Math.min(c.rows(), from + ROWS);
    for (int i = from; i < end; i++) {
      int at = c.offset() + i * c.rowStride();
      if (!add) {
        Arrays.fill(c.data(), at, at + n, 0);
      }
      int k = 0;
      for (; k + 3 < a.columns(); k += 4) {
        four(a, i, k, b, c.data(), at, n);
      }
      for (; k < a.columns(); k++) {
        double s = a.data()[a.offset() + i * a.rowStride() + k * a.columnStride()];
        one(c.data(), at, s, b.data(), b.offset() + k * b.rowStride(), n);
      }
    }
  }

  private static void four(
      DoubleMatrix a, int i, int k, DoubleMatrix b, double[] c, int at, int n) {
    int from = a.offset() + i * a.rowStride() + k * a.columnStride();
    int step = a.columnStride();
    double[] s = a.data();
    int row = b.offset() + k * b.rowStride();
    four(c, at, s[from], s[from + step], s[from + 2 * step], s[from + 3 * step], b, row, n);
  }

  private static void four(
      double[] c,
      int at,
      double s0,
      double s1,
      double s2,
      double s3,
      DoubleMatrix b,
      int row,
      int n) {
    double[] r = b.data();
    int r1 = row + b.rowStride();
    int r2 = r1 + b.rowStride();
    int r3 = r2 + b.rowStride();
    for (int j = 0; j < n; j++) {
      c[at + j] += (s0 * r[row + j] + s1 * r[r1 + j]) + (s2 * r[r2 + j] + s3 * r[r3 + j]);
    }
  }

  private static void one(double[] c, int at, double s, double[] r, int row, int n) {
    for (int j = 0; j < n; j++) {
      c[at + j] += s * r[row + j];
    }
  }

  private DoubleMatrix pack(DoubleMatrix b) {
    int n = b.columns();
    if (packed.length < b.rows() * n) {
      packed = new double[b.rows() * n];
    }
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < b.rows(); k++) {
        packed[k * n + j] = b.data()[b.offset() + k * b.rowStride() + j * b.columnStride()];
      }
    }
    return DoubleMatrix.of(packed, b.rows(), n);
  }
}
