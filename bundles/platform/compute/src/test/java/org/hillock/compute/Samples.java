package org.hillock.compute;

import java.util.Random;

/** Numbers for tests. */
final class Samples {
  private final Random random;

  Samples(long seed) {
    random = new Random(seed);
  }

  /** Values between -1 and 1. */
  float[] floats(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }

  /** Values between -1 and 1. */
  double[] doubles(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 2 * random.nextDouble() - 1;
    }
    return x;
  }

  /** Multiples of 1/4096 between -1/4 and 1/4: sums of them are exact in any order. */
  float[] grid(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (random.nextInt(2049) - 1024) / 4096f;
    }
    return x;
  }

  /** Ones with the given probability, else zeros. */
  float[] spikes(int n, double rate) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble() < rate ? 1 : 0;
    }
    return x;
  }

  /** Small counts, mostly zero. */
  float[] counts(int n, double rate) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble() < rate ? 1 + random.nextInt(3) : 0;
    }
    return x;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  static double[] widened(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i];
    }
    return y;
  }
}
