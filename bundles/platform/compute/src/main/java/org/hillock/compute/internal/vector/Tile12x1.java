package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 12 rows and 1 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile12x1 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 12;
  }

  @Override
  public int columns() {
    return L;
  }

  @Override
  public void run(
      float[] a, int at, float[] b, int from, int bStep, int depth, float[] c, int to, int cRow) {
    int y0 = to;
    FloatVector c00 = FloatVector.fromArray(S, c, y0);
    int y1 = y0 + cRow;
    FloatVector c10 = FloatVector.fromArray(S, c, y1);
    int y2 = y1 + cRow;
    FloatVector c20 = FloatVector.fromArray(S, c, y2);
    int y3 = y2 + cRow;
    FloatVector c30 = FloatVector.fromArray(S, c, y3);
    int y4 = y3 + cRow;
    FloatVector c40 = FloatVector.fromArray(S, c, y4);
    int y5 = y4 + cRow;
    FloatVector c50 = FloatVector.fromArray(S, c, y5);
    int y6 = y5 + cRow;
    FloatVector c60 = FloatVector.fromArray(S, c, y6);
    int y7 = y6 + cRow;
    FloatVector c70 = FloatVector.fromArray(S, c, y7);
    int y8 = y7 + cRow;
    FloatVector c80 = FloatVector.fromArray(S, c, y8);
    int y9 = y8 + cRow;
    FloatVector c90 = FloatVector.fromArray(S, c, y9);
    int y10 = y9 + cRow;
    FloatVector c100 = FloatVector.fromArray(S, c, y10);
    int y11 = y10 + cRow;
    FloatVector c110 = FloatVector.fromArray(S, c, y11);
    int q = from;
    for (int k = 0; k < depth; k++) {
      int p = at + k * 12;
      FloatVector b0 = FloatVector.fromArray(S, b, q);
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c00 = x.fma(b0, c00);
      x = FloatVector.broadcast(S, a[p + 1]);
      c10 = x.fma(b0, c10);
      x = FloatVector.broadcast(S, a[p + 2]);
      c20 = x.fma(b0, c20);
      x = FloatVector.broadcast(S, a[p + 3]);
      c30 = x.fma(b0, c30);
      x = FloatVector.broadcast(S, a[p + 4]);
      c40 = x.fma(b0, c40);
      x = FloatVector.broadcast(S, a[p + 5]);
      c50 = x.fma(b0, c50);
      x = FloatVector.broadcast(S, a[p + 6]);
      c60 = x.fma(b0, c60);
      x = FloatVector.broadcast(S, a[p + 7]);
      c70 = x.fma(b0, c70);
      x = FloatVector.broadcast(S, a[p + 8]);
      c80 = x.fma(b0, c80);
      x = FloatVector.broadcast(S, a[p + 9]);
      c90 = x.fma(b0, c90);
      x = FloatVector.broadcast(S, a[p + 10]);
      c100 = x.fma(b0, c100);
      x = FloatVector.broadcast(S, a[p + 11]);
      c110 = x.fma(b0, c110);
      q += bStep;
    }
    c00.intoArray(c, y0);
    c10.intoArray(c, y1);
    c20.intoArray(c, y2);
    c30.intoArray(c, y3);
    c40.intoArray(c, y4);
    c50.intoArray(c, y5);
    c60.intoArray(c, y6);
    c70.intoArray(c, y7);
    c80.intoArray(c, y8);
    c90.intoArray(c, y9);
    c100.intoArray(c, y10);
    c110.intoArray(c, y11);
  }
}
