package org.hillock.compute.internal.vector;

import org.hillock.compute.internal.RowAdder;

/** Adds rows: eight vectors of the result stay in registers over all entries. */
final class VectorRows implements RowAdder {
  @Override
  public void add(
      int[] rows,
      float[] values,
      int first,
      int last,
      float[] w,
      int from,
      int step,
      float[] y,
      int at,
      int n) {
    int j = 0;
    for (; j + RowList.WIDE <= n; j += RowList.WIDE) {
      if (values == null) {
        RowList.wide(rows, first, last, w, from + j, step, y, at + j);
      } else {
        RowList.wideScaled(rows, values, first, last, w, from + j, step, y, at + j);
      }
    }
    for (; j + RowList.NARROW <= n; j += RowList.NARROW) {
      RowList.narrow(rows, values, first, last, w, from + j, step, y, at + j);
    }
    for (int e = first; e < last && j < n; e++) {
      float s = values == null ? 1 : values[e];
      RowList.tail(y, at + j, s, w, from + rows[e] * step + j, n - j);
    }
  }
}
