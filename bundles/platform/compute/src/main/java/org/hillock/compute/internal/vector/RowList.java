package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of listed rows of a matrix in registers: each method is one flat loop. */
final class RowList {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Elements of {@link #wide}. */
  static final int WIDE = 8 * L;

  /** Elements of {@link #narrow}. */
  static final int NARROW = L;

  private RowList() {}

  /** Adds the rows to eight vectors of y. */
  static void wide(
      int[] rows, int first, int last, float[] w, int from, int step, float[] y, int at) {
    FloatVector a0 = FloatVector.fromArray(S, y, at);
    FloatVector a1 = FloatVector.fromArray(S, y, at + L);
    FloatVector a2 = FloatVector.fromArray(S, y, at + 2 * L);
    FloatVector a3 = FloatVector.fromArray(S, y, at + 3 * L);
    FloatVector a4 = FloatVector.fromArray(S, y, at + 4 * L);
    FloatVector a5 = FloatVector.fromArray(S, y, at + 5 * L);
    FloatVector a6 = FloatVector.fromArray(S, y, at + 6 * L);
    FloatVector a7 = FloatVector.fromArray(S, y, at + 7 * L);
    for (int e = first; e < last; e++) {
      int p = from + rows[e] * step;
      a0 = a0.add(FloatVector.fromArray(S, w, p));
      a1 = a1.add(FloatVector.fromArray(S, w, p + L));
      a2 = a2.add(FloatVector.fromArray(S, w, p + 2 * L));
      a3 = a3.add(FloatVector.fromArray(S, w, p + 3 * L));
      a4 = a4.add(FloatVector.fromArray(S, w, p + 4 * L));
      a5 = a5.add(FloatVector.fromArray(S, w, p + 5 * L));
      a6 = a6.add(FloatVector.fromArray(S, w, p + 6 * L));
      a7 = a7.add(FloatVector.fromArray(S, w, p + 7 * L));
    }
    a0.intoArray(y, at);
    a1.intoArray(y, at + L);
    a2.intoArray(y, at + 2 * L);
    a3.intoArray(y, at + 3 * L);
    a4.intoArray(y, at + 4 * L);
    a5.intoArray(y, at + 5 * L);
    a6.intoArray(y, at + 6 * L);
    a7.intoArray(y, at + 7 * L);
  }

  /** Adds the rows times their values to eight vectors of y. */
  static void wideScaled(
      int[] rows,
      float[] values,
      int first,
      int last,
      float[] w,
      int from,
      int step,
      float[] y,
      int at) {
    FloatVector a0 = FloatVector.fromArray(S, y, at);
    FloatVector a1 = FloatVector.fromArray(S, y, at + L);
    FloatVector a2 = FloatVector.fromArray(S, y, at + 2 * L);
    FloatVector a3 = FloatVector.fromArray(S, y, at + 3 * L);
    FloatVector a4 = FloatVector.fromArray(S, y, at + 4 * L);
    FloatVector a5 = FloatVector.fromArray(S, y, at + 5 * L);
    FloatVector a6 = FloatVector.fromArray(S, y, at + 6 * L);
    FloatVector a7 = FloatVector.fromArray(S, y, at + 7 * L);
    for (int e = first; e < last; e++) {
      int p = from + rows[e] * step;
      FloatVector x = FloatVector.broadcast(S, values[e]);
      a0 = x.fma(FloatVector.fromArray(S, w, p), a0);
      a1 = x.fma(FloatVector.fromArray(S, w, p + L), a1);
      a2 = x.fma(FloatVector.fromArray(S, w, p + 2 * L), a2);
      a3 = x.fma(FloatVector.fromArray(S, w, p + 3 * L), a3);
      a4 = x.fma(FloatVector.fromArray(S, w, p + 4 * L), a4);
      a5 = x.fma(FloatVector.fromArray(S, w, p + 5 * L), a5);
      a6 = x.fma(FloatVector.fromArray(S, w, p + 6 * L), a6);
      a7 = x.fma(FloatVector.fromArray(S, w, p + 7 * L), a7);
    }
    a0.intoArray(y, at);
    a1.intoArray(y, at + L);
    a2.intoArray(y, at + 2 * L);
    a3.intoArray(y, at + 3 * L);
    a4.intoArray(y, at + 4 * L);
    a5.intoArray(y, at + 5 * L);
    a6.intoArray(y, at + 6 * L);
    a7.intoArray(y, at + 7 * L);
  }

  /** Adds the rows times their values, or 1 when those are null, to one vector of y. */
  static void narrow(
      int[] rows,
      float[] values,
      int first,
      int last,
      float[] w,
      int from,
      int step,
      float[] y,
      int at) {
    FloatVector a = FloatVector.fromArray(S, y, at);
    for (int e = first; e < last; e++) {
      FloatVector row = FloatVector.fromArray(S, w, from + rows[e] * step);
      a = values == null ? a.add(row) : row.fma(FloatVector.broadcast(S, values[e]), a);
    }
    a.intoArray(y, at);
  }

  /** Adds a scaled row to the last elements of y. */
  static void tail(float[] y, int at, float s, float[] w, int from, int n) {
    for (int j = 0; j < n; j++) {
      y[at + j] = Math.fma(s, w[from + j], y[at + j]);
    }
  }
}
