package org.hillock.analysis.rates.internal;

import java.math.BigDecimal;

/**
 * A sum of doubles as an unevaluated pair hi + lo in two elements of an array, so that the order of
 * additions and merges does not show in a double's digits. Two-sum: D. E. Knuth, The Art of
 * Computer Programming 2, 4.2.2.
 */
final class ExactSum {
  private ExactSum() {}

  static void add(double[] sums, int at, double x) {
    double hi = sums[at];
    double s = hi + x;
    double back = s - hi;
    sums[at + 1] += (hi - (s - back)) + (x - back);
    sums[at] = s;
  }

  /** Adds x squared, exactly. */
  static void addSquare(double[] sums, int at, double x) {
    double square = x * x;
    double rest = Math.fma(x, x, -square);
    add(sums, at, square);
    if (rest != 0) {
      add(sums, at, rest);
    }
  }

  static void merge(double[] sums, int at, double otherHi, double otherLo) {
    add(sums, at, otherHi);
    sums[at + 1] += otherLo;
  }

  static BigDecimal value(double hi, double lo) {
    return new BigDecimal(hi).add(new BigDecimal(lo));
  }
}
