package org.hillock.bench.internal;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A 95 % interval of the geometric mean of paired ratios, by resampling the pairs.
 *
 * @param mean geometric mean
 * @param low lower end
 * @param high upper end
 */
record Bootstrap(double mean, double low, double high) {
  private static final int RESAMPLES = 10_000;

  /** What a ratio against its limit says, with its exit status. */
  enum Verdict {
    HOLDS(0),
    SHORT(1),
    UNDECIDED(2);

    final int status;

    Verdict(int status) {
      this.status = status;
    }
  }

  static Bootstrap of(double[] ratios, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] logs = Arrays.stream(ratios).map(Math::log).toArray();
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int k = 0; k < logs.length; k++) {
        sum += logs[random.nextInt(logs.length)];
      }
      means[i] = Math.exp(sum / logs.length);
    }
    Arrays.sort(means);
    return new Bootstrap(
        Math.exp(Arrays.stream(logs).average().orElseThrow()),
        means[RESAMPLES * 25 / 1000],
        means[RESAMPLES * 975 / 1000 - 1]);
  }

  /** Judged by the worse end. */
  Verdict atLeast(double limit) {
    return low >= limit ? Verdict.HOLDS : high < limit ? Verdict.SHORT : Verdict.UNDECIDED;
  }
}
