package org.hillock.benchmarks;

import java.util.Random;

/** Inputs of benchmarks, the same in every run. */
final class Numbers {
  private Numbers() {}

  /** Values between -1/2 and 1/2. */
  static float[] reals(int n) {
    Random random = new Random(n);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  /** Ones with the given probability, else zeros. */
  static float[] spikes(int n, double rate) {
    Random random = new Random(n);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextDouble() < rate ? 1 : 0;
    }
    return x;
  }
}
