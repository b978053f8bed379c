package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 4 rows and 2 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile4x2 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 4;
  }

  @Override
  public int columns() {
    return 2 * L;
  }

  @Override
  public void run(
      float[] a, int at, float[] b, int from, int bStep, int depth, float[] c, int to, int cRow) {
    int y0 = to;
    FloatVector c00 = FloatVector.fromArray(S, c, y0);
    FloatVector c01 = FloatVector.fromArray(S, c, y0 + L);
    int y1 = y0 + cRow;
    FloatVector c10 = FloatVector.fromArray(S, c, y1);
    FloatVector c11 = FloatVector.fromArray(S, c, y1 + L);
    int y2 = y1 + cRow;
    FloatVector c20 = FloatVector.fromArray(S, c, y2);
    FloatVector c21 = FloatVector.fromArray(S, c, y2 + L);
    int y3 = y2 + cRow;
    FloatVector c30 = FloatVector.fromArray(S, c, y3);
    FloatVector c31 = FloatVector.fromArray(S, c, y3 + L);
    int q = from;
    for (int k = 0; k < depth; k++) {
      int p = at + k * 4;
      FloatVector b0 = FloatVector.fromArray(S, b, q);
      FloatVector b1 = FloatVector.fromArray(S, b, q + L);
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(S, a[p + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(S, a[p + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(S, a[p + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      q += bStep;
    }
    c00.intoArray(c, y0);
    c01.intoArray(c, y0 + L);
    c10.intoArray(c, y1);
    c11.intoArray(c, y1 + L);
    c20.intoArray(c, y2);
    c21.intoArray(c, y2 + L);
    c30.intoArray(c, y3);
    c31.intoArray(c, y3 + L);
  }
}
