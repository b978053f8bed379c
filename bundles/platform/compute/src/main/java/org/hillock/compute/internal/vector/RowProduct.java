package org.hillock.compute.internal.vector;

import java.util.Arrays;
import org.hillock.compute.Matrix;

/** Products of one or two rows with a matrix whose rows are contiguous: nothing is packed. */
final class RowProduct {
  private static final int WIDE = new Tile1x8().columns();
  private static final int NARROW = new Tile1x2().columns();

  private final Tile1x8 wide = new Tile1x8();
  private final Tile1x2 narrow = new Tile1x2();
  private float[] left = new float[0];

  void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
    left = Aligned.grown(left, a.columns());
    for (int i = 0; i < c.rows(); i++) {
      for (int k = 0; k < a.columns(); k++) {
        left[k] = a.data()[a.offset() + i * a.rowStride() + k * a.columnStride()];
      }
      int to = c.offset() + i * c.rowStride();
      if (!add) {
        Arrays.fill(c.data(), to, to + c.columns(), 0);
      }
      row(b, a.columns(), c.data(), to, c.columns());
    }
  }

  private void row(Matrix b, int depth, float[] c, int to, int n) {
    int j = 0;
    for (; j + WIDE <= n; j += WIDE) {
      wide.run(left, 0, b.data(), b.offset() + j, b.rowStride(), depth, c, to + j, 0);
    }
    for (; j + NARROW <= n; j += NARROW) {
      narrow.run(left, 0, b.data(), b.offset() + j, b.rowStride(), depth, c, to + j, 0);
    }
    for (int k = 0; k < depth && j < n; k++) {
      tail(left[k], b.data(), b.offset() + k * b.rowStride() + j, c, to + j, n - j);
    }
  }

  private static void tail(float x, float[] b, int from, float[] c, int to, int n) {
    for (int j = 0; j < n; j++) {
      c[to + j] = Math.fma(x, b[from + j], c[to + j]);
    }
  }
}
