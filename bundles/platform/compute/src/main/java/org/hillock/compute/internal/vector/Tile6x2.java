package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 6 rows and 2 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile6x2 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 6;
  }

  @Override
  public int columns() {
    return 2 * L;
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
    FloatVector c10 = FloatVector.zero(S);
    FloatVector c11 = FloatVector.zero(S);
    FloatVector c20 = FloatVector.zero(S);
    FloatVector c21 = FloatVector.zero(S);
    FloatVector c30 = FloatVector.zero(S);
    FloatVector c31 = FloatVector.zero(S);
    FloatVector c40 = FloatVector.zero(S);
    FloatVector c41 = FloatVector.zero(S);
    FloatVector c50 = FloatVector.zero(S);
    FloatVector c51 = FloatVector.zero(S);
    int p = at;
    int q = from;
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, q);
      FloatVector b1 = FloatVector.fromArray(S, b, q + 1 * L);
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(S, a[p + r1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(S, a[p + r2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(S, a[p + r3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(S, a[p + r4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(S, a[p + r5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      p += aStep;
      q += bStep;
    }
    int y = to;
    store(c, y, add, c00, c01);
    y += cRow;
    store(c, y, add, c10, c11);
    y += cRow;
    store(c, y, add, c20, c21);
    y += cRow;
    store(c, y, add, c30, c31);
    y += cRow;
    store(c, y, add, c40, c41);
    y += cRow;
    store(c, y, add, c50, c51);
  }

  private static void store(float[] c, int y, boolean add, FloatVector v0, FloatVector v1) {
    if (add) {
      v0.add(FloatVector.fromArray(S, c, y)).intoArray(c, y);
      v1.add(FloatVector.fromArray(S, c, y + 1 * L)).intoArray(c, y + 1 * L);
    } else {
      v0.intoArray(c, y);
      v1.intoArray(c, y + 1 * L);
    }
  }
}
