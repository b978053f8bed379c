package org.hillock.analysis.rates.internal;

import java.util.Arrays;

/** Bins between ascending edges: bin i counts edge[i-1] &le; x &lt; edge[i]. */
final class Histogram {
  private Histogram() {}

  static int bin(double[] edges, double x) {
    int found = Arrays.binarySearch(edges, x == 0 ? 0.0 : x);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /**
   * Jensen-Shannon divergence in bits, 0 to 1: H((P + Q) / 2) - (H(P) + H(Q)) / 2, with P and Q the
   * counts made to sum to 1. J. Lin, "Divergence measures based on the Shannon entropy", IEEE
   * Trans. Inf. Theory 37(1), 1991.
   *
   * @return NaN when one of them counts nothing
   */
  static double jensenShannon(long[] left, long[] right) {
    double leftSum = Arrays.stream(left).sum();
    double rightSum = Arrays.stream(right).sum();
    double divergence = 0;
    for (int i = 0; i < left.length; i++) {
      double p = left[i] / leftSum;
      double q = right[i] / rightSum;
      double m = (p + q) / 2;
      divergence += term(p, m) / 2 + term(q, m) / 2;
    }
    return Math.max(0, divergence);
  }

  /** p log2(p / m), 0 for p = 0. */
  private static double term(double p, double m) {
    return p == 0 ? 0 : p * Math.log(p / m) / Math.log(2);
  }
}
