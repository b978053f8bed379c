package org.hillock.compute.internal.vector;

import org.hillock.compute.Matrix;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.AbstractSpikeProducts;

/** Products of sparse rows: eight vectors of the result stay in registers over all entries. */
final class VectorSpikeProducts extends AbstractSpikeProducts {
  VectorSpikeProducts(Workers workers) {
    super(workers);
  }

  @Override
  protected void sum(
      int[] rows, float[] values, int first, int last, Matrix w, float[] y, int at, boolean add) {
    int n = w.columns();
    if (!add) {
      java.util.Arrays.fill(y, at, at + n, 0);
    }
    int j = 0;
    for (; j + RowList.WIDE <= n; j += RowList.WIDE) {
      if (values == null) {
        RowList.wide(rows, first, last, w.data(), w.offset() + j, w.rowStride(), y, at + j);
      } else {
        RowList.wideScaled(
            rows, values, first, last, w.data(), w.offset() + j, w.rowStride(), y, at + j);
      }
    }
    for (; j + RowList.NARROW <= n; j += RowList.NARROW) {
      RowList.narrow(rows, values, first, last, w.data(), w.offset() + j, w.rowStride(), y, at + j);
    }
    for (int e = first; e < last && j < n; e++) {
      int row = w.offset() + rows[e] * w.rowStride();
      RowList.tail(y, at + j, values == null ? 1 : values[e], w.data(), row + j, n - j);
    }
  }
}
