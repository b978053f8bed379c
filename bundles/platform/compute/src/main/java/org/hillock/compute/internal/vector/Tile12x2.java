package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 12 rows and 2 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile12x2 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 12;
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
    int y4 = y3 + cRow;
    FloatVector c40 = FloatVector.fromArray(S, c, y4);
    FloatVector c41 = FloatVector.fromArray(S, c, y4 + L);
    int y5 = y4 + cRow;
    FloatVector c50 = FloatVector.fromArray(S, c, y5);
    FloatVector c51 = FloatVector.fromArray(S, c, y5 + L);
    int y6 = y5 + cRow;
    FloatVector c60 = FloatVector.fromArray(S, c, y6);
    FloatVector c61 = FloatVector.fromArray(S, c, y6 + L);
    int y7 = y6 + cRow;
    FloatVector c70 = FloatVector.fromArray(S, c, y7);
    FloatVector c71 = FloatVector.fromArray(S, c, y7 + L);
    int y8 = y7 + cRow;
    FloatVector c80 = FloatVector.fromArray(S, c, y8);
    FloatVector c81 = FloatVector.fromArray(S, c, y8 + L);
    int y9 = y8 + cRow;
    FloatVector c90 = FloatVector.fromArray(S, c, y9);
    FloatVector c91 = FloatVector.fromArray(S, c, y9 + L);
    int y10 = y9 + cRow;
    FloatVector c100 = FloatVector.fromArray(S, c, y10);
    FloatVector c101 = FloatVector.fromArray(S, c, y10 + L);
    int y11 = y10 + cRow;
    FloatVector c110 = FloatVector.fromArray(S, c, y11);
    FloatVector c111 = FloatVector.fromArray(S, c, y11 + L);
    int q = from;
    for (int k = 0; k < depth; k++) {
      int p = at + k * 12;
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
      x = FloatVector.broadcast(S, a[p + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(S, a[p + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(S, a[p + 6]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(S, a[p + 7]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
      x = FloatVector.broadcast(S, a[p + 8]);
      c80 = x.fma(b0, c80);
      c81 = x.fma(b1, c81);
      x = FloatVector.broadcast(S, a[p + 9]);
      c90 = x.fma(b0, c90);
      c91 = x.fma(b1, c91);
      x = FloatVector.broadcast(S, a[p + 10]);
      c100 = x.fma(b0, c100);
      c101 = x.fma(b1, c101);
      x = FloatVector.broadcast(S, a[p + 11]);
      c110 = x.fma(b0, c110);
      c111 = x.fma(b1, c111);
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
    c40.intoArray(c, y4);
    c41.intoArray(c, y4 + L);
    c50.intoArray(c, y5);
    c51.intoArray(c, y5 + L);
    c60.intoArray(c, y6);
    c61.intoArray(c, y6 + L);
    c70.intoArray(c, y7);
    c71.intoArray(c, y7 + L);
    c80.intoArray(c, y8);
    c81.intoArray(c, y8 + L);
    c90.intoArray(c, y9);
    c91.intoArray(c, y9 + L);
    c100.intoArray(c, y10);
    c101.intoArray(c, y10 + L);
    c110.intoArray(c, y11);
    c111.intoArray(c, y11 + L);
  }
}
