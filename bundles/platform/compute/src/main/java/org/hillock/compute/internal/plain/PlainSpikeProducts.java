package org.hillock.compute.internal.plain;

import java.util.Arrays;
import org.hillock.compute.Matrix;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.AbstractSpikeProducts;

/** Products of sparse rows in plain Java. */
final class PlainSpikeProducts extends AbstractSpikeProducts {
  PlainSpikeProducts(Workers workers) {
    super(workers);
  }

  @Override
  protected void sum(
      int[] rows, float[] values, int first, int last, Matrix w, float[] y, int at, boolean add) {
    int n = w.columns();
    if (!add) {
      Arrays.fill(y, at, at + n, 0);
    }
    for (int e = first; e < last; e++) {
      int row = w.offset() + rows[e] * w.rowStride();
      RowSums.add(y, at, values == null ? 1 : values[e], w.data(), row, n);
    }
  }
}
