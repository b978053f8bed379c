package org.hillock.compute.internal.plain;

/** Adds scaled rows: loops that the compilers turn into vector instructions. */
final class RowSums {
  private RowSums() {}

  /** {@code y[at + j] += s * x[from + j]} for j below n. */
  static void add(float[] y, int at, float s, float[] x, int from, int n) {
    for (int j = 0; j < n; j++) {
      y[at + j] += s * x[from + j];
    }
  }
}
