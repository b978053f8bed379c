package org.hillock.compute.internal;

/** Gradients of membranes that somebody looked at. */
final class Membranes {
  private Membranes() {}

  /** {@code gv[from + j] += gm[at + j]} for j below n, if gm is not null. */
  static void add(float[] gm, int at, float[] gv, int from, int n) {
    for (int j = 0; gm != null && j < n; j++) {
      gv[from + j] += gm[at + j];
    }
  }
}
