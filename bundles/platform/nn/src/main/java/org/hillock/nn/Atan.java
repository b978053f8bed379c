package org.hillock.nn;

/**
 * Surrogate slope of a spike: the derivative of an arc tangent step of width 1/alpha.
 *
 * <p>{@code slope(u) = (alpha/2) / (1 + (pi/2 * alpha * u)^2)} with u the distance of the membrane
 * to its threshold (Fang et al., arXiv 2007.05785).
 *
 * @param alpha steepness, above 0
 */
public record Atan(double alpha) {
  /** Refuses a steepness that is not a positive number. */
  public Atan {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha of the surrogate: expected above 0, got " + alpha);
    }
  }

  /**
   * Slope that stands for the derivative of the spike.
   *
   * @param u membrane minus threshold
   * @return the slope, largest (alpha/2) at 0
   */
  public double slope(double u) {
    double z = 0.5 * Math.PI * alpha * u;
    return 0.5 * alpha / (1 + z * z);
  }

  /**
   * Smooth step whose derivative is {@link #slope}; finite differences need it.
   *
   * @param u membrane minus threshold
   * @return a value between 0 and 1
   */
  public double step(double u) {
    return 0.5 + Math.atan(0.5 * Math.PI * alpha * u) / Math.PI;
  }
}
