package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.hillock.compute.internal.RowAdder;

/** Adds rows: eight vectors of the result stay in registers over all entries. */
final class VectorRows implements RowAdder {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** On Java 17 a mask becomes a number in a slow call. */
  static final boolean FAST_MASKS = Runtime.version().feature() >= 21;

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

  @Override
  public boolean marksFast() {
    return FAST_MASKS;
  }

  @Override
  public void mark(float[] x, int at, int n, long[] words, int to) {
    int j = 0;
    for (; j + L <= n; j += L) {
      long mask = FloatVector.fromArray(S, x, at + j).compare(VectorOperators.NE, 0f).toLong();
      words[to + (j >> 6)] |= mask << j;
    }
    for (; j < n; j++) {
      words[to + (j >> 6)] |= (x[at + j] != 0 ? 1L : 0L) << j;
    }
  }
}
