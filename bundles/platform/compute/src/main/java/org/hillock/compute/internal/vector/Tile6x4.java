package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 6 rows and 4 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile6x4 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 6;
  }

  @Override
  public int columns() {
    return 4 * L;
  }

  @Override
  public void run(
      float[] a,
      int at,
      int aRow,
      int aStep,
      float[] b,
      int from,
      int bStep,
      int depth,
      float[] c,
      int to,
      int cRow,
      boolean add) {
    int r1 = aRow;
    int r2 = r1 + aRow;
    int r3 = r2 + aRow;
    int r4 = r3 + aRow;
    int r5 = r4 + aRow;
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = FloatVector.zero(S);
    FloatVector c02 = FloatVector.zero(S);
    FloatVector c03 = FloatVector.zero(S);
    FloatVector c10 = FloatVector.zero(S);
    FloatVector c11 = FloatVector.zero(S);
    FloatVector c12 = FloatVector.zero(S);
    FloatVector c13 = FloatVector.zero(S);
    FloatVector c20 = FloatVector.zero(S);
    FloatVector c21 = FloatVector.zero(S);
    FloatVector c22 = FloatVector.zero(S);
    FloatVector c23 = FloatVector.zero(S);
    FloatVector c30 = FloatVector.zero(S);
    FloatVector c31 = FloatVector.zero(S);
    FloatVector c32 = FloatVector.zero(S);
    FloatVector c33 = FloatVector.zero(S);
    FloatVector c40 = FloatVector.zero(S);
    FloatVector c41 = FloatVector.zero(S);
    FloatVector c42 = FloatVector.zero(S);
    FloatVector c43 = FloatVector.zero(S);
    FloatVector c50 = FloatVector.zero(S);
    FloatVector c51 = FloatVector.zero(S);
    FloatVector c52 = FloatVector.zero(S);
    FloatVector c53 = FloatVector.zero(S);
    int p = at;
    int q = from;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, q);
      FloatVector b1 = FloatVector.fromArray(S, b, q + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, q + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, q + 3 * L);
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(S, a[p + r1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(S, a[p + r2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
      x = FloatVector.broadcast(S, a[p + r3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
      x = FloatVector.broadcast(S, a[p + r4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      c42 = x.fma(b2, c42);
      c43 = x.fma(b3, c43);
      x = FloatVector.broadcast(S, a[p + r5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      c52 = x.fma(b2, c52);
      c53 = x.fma(b3, c53);
      p += aStep;
      q += bStep;
    }
    int y = to;
    store(c, y, add, c00, c01, c02, c03);
    y += cRow;
    store(c, y, add, c10, c11, c12, c13);
    y += cRow;
    store(c, y, add, c20, c21, c22, c23);
    y += cRow;
    store(c, y, add, c30, c31, c32, c33);
    y += cRow;
    store(c, y, add, c40, c41, c42, c43);
    y += cRow;
    store(c, y, add, c50, c51, c52, c53);
  }

  private static void store(
      float[] c,
      int y,
      boolean add,
      FloatVector v0,
      FloatVector v1,
      FloatVector v2,
      FloatVector v3) {
    if (add) {
      v0.add(FloatVector.fromArray(S, c, y)).intoArray(c, y);
      v1.add(FloatVector.fromArray(S, c, y + 1 * L)).intoArray(c, y + 1 * L);
      v2.add(FloatVector.fromArray(S, c, y + 2 * L)).intoArray(c, y + 2 * L);
      v3.add(FloatVector.fromArray(S, c, y + 3 * L)).intoArray(c, y + 3 * L);
    } else {
      v0.intoArray(c, y);
      v1.intoArray(c, y + 1 * L);
      v2.intoArray(c, y + 2 * L);
      v3.intoArray(c, y + 3 * L);
    }
  }
}
