package org.hillock.compute.internal;

/** Loops over the channels of a pixel, in the form that the compilers turn into vectors. */
final class ChannelRows {
  private ChannelRows() {}

  /** {@code y[to + j] += x[from + j]}. */
  static void add(float[] x, int from, float[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += x[from + j];
    }
  }

  /** {@code y[to + j] += s * x[from + j]}. */
  static void addScaled(float s, float[] x, int from, float[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += s * x[from + j];
    }
  }

  /** {@code y[to + j] += a[at + j] * b[from + j]}. */
  static void addProduct(float[] a, int at, float[] b, int from, float[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += a[at + j] * b[from + j];
    }
  }
}
