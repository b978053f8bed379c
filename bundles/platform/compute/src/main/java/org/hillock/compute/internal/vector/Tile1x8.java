package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 1 rows and 8 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile1x8 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int columns() {
    return 8 * L;
  }

  @Override
  public void run(
      float[] a, int at, float[] b, int from, int bStep, int depth, float[] c, int to, int cRow) {
    int y0 = to;
    FloatVector c00 = FloatVector.fromArray(S, c, y0);
    FloatVector c01 = FloatVector.fromArray(S, c, y0 + L);
    FloatVector c02 = FloatVector.fromArray(S, c, y0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, c, y0 + 3 * L);
    FloatVector c04 = FloatVector.fromArray(S, c, y0 + 4 * L);
    FloatVector c05 = FloatVector.fromArray(S, c, y0 + 5 * L);
    FloatVector c06 = FloatVector.fromArray(S, c, y0 + 6 * L);
    FloatVector c07 = FloatVector.fromArray(S, c, y0 + 7 * L);
    int q = from;
    for (int k = 0; k < depth; k++) {
      int p = at + k;
      FloatVector b0 = FloatVector.fromArray(S, b, q);
      FloatVector b1 = FloatVector.fromArray(S, b, q + L);
      FloatVector b2 = FloatVector.fromArray(S, b, q + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, q + 3 * L);
      FloatVector b4 = FloatVector.fromArray(S, b, q + 4 * L);
      FloatVector b5 = FloatVector.fromArray(S, b, q + 5 * L);
      FloatVector b6 = FloatVector.fromArray(S, b, q + 6 * L);
      FloatVector b7 = FloatVector.fromArray(S, b, q + 7 * L);
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      c04 = x.fma(b4, c04);
      c05 = x.fma(b5, c05);
      c06 = x.fma(b6, c06);
      c07 = x.fma(b7, c07);
      q += bStep;
    }
    c00.intoArray(c, y0);
    c01.intoArray(c, y0 + L);
    c02.intoArray(c, y0 + 2 * L);
    c03.intoArray(c, y0 + 3 * L);
    c04.intoArray(c, y0 + 4 * L);
    c05.intoArray(c, y0 + 5 * L);
    c06.intoArray(c, y0 + 6 * L);
    c07.intoArray(c, y0 + 7 * L);
  }
}
