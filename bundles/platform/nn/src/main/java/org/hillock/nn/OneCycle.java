package org.hillock.nn;

/**
 * The one-cycle policy (Smith and Topin, arXiv 1708.07120) in its two-phase cosine form: the rate
 * rises from {@code max / 25} to {@code max}, then falls to {@code max / 25 / 10000}, while beta1
 * falls from .95 to .85 and rises again.
 *
 * @param max largest rate
 * @param total number of indices, at least 2
 * @param rise share of the indices in the first phase
 */
public record OneCycle(double max, int total, double rise) implements Schedule {
  private static final double START_DIVISOR = 25;
  private static final double END_DIVISOR = 1e4;
  private static final double HIGH_BETA = 0.95;
  private static final double LOW_BETA = 0.85;

  /** Refuses a cycle that has no two phases. */
  public OneCycle {
    if (total < 2 || !(rise > 0) || !(rise < 1)) {
      throw new IllegalArgumentException(
          "one-cycle: expected total >= 2 and 0 < rise < 1, got " + total + " and " + rise);
    }
  }

  /** The cycle with a rise of 0.3. */
  public OneCycle(double max, int total) {
    this(max, total, 0.3);
  }

  @Override
  public double at(int index) {
    double start = max / START_DIVISOR;
    return between(index, start, max, start / END_DIVISOR);
  }

  /** The rate of Adam's first moment at an index. */
  public double beta1(int index) {
    return between(index, HIGH_BETA, LOW_BETA, HIGH_BETA);
  }

  private double between(int index, double first, double middle, double last) {
    double peak = rise * total - 1;
    double end = total - 1.0;
    if (index <= peak) {
      return cosine(first, middle, index / peak);
    }
    return cosine(middle, last, (index - peak) / (end - peak));
  }

  private static double cosine(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
