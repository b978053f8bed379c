package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 1 rows and 2 vectors in registers: one flat loop, or Java 17 boxes the sums. */
final class Tile1x2 implements FloatTile {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int rows() {
    return 1;
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
    int q = from;
    for (int k = 0; k < depth; k++) {
      int p = at + k;
      FloatVector b0 = FloatVector.fromArray(S, b, q);
      FloatVector b1 = FloatVector.fromArray(S, b, q + L);
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      q += bStep;
    }
    c00.intoArray(c, y0);
    c01.intoArray(c, y0 + L);
  }
}
