package org.hillock.compute.internal.plain;

import org.hillock.compute.internal.RowAdder;

/** Adds rows in loops that the compilers turn into vector instructions. */
final class PlainRows implements RowAdder {
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
    for (int e = first; e < last; e++) {
      add(y, at, values == null ? 1 : values[e], w, from + rows[e] * step, n);
    }
  }

  static void add(float[] y, int at, float s, float[] x, int from, int n) {
    for (int j = 0; j < n; j++) {
      y[at + j] += s * x[from + j];
    }
  }
}
