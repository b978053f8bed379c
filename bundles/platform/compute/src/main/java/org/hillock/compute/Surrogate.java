package org.hillock.compute;

/**
 * What stands for the derivative of a spike, as a function of u, the membrane minus the threshold.
 *
 * @param kind form of the slope
 * @param alpha steepness a of the form, above 0
 */
public record Surrogate(Kind kind, double alpha) {
  /** Forms of the slope. */
  public enum Kind {
    /** {@code (a/2) / (1 + (pi/2 a u)^2)} (Fang et al., arXiv 2007.05785). */
    ATAN,
    /** {@code a f (1 - f)} with f the logistic function of {@code a u}. */
    SIGMOID,
    /** {@code a} where {@code |u| < 1 / (2 a)}, else 0 (Wu et al., arXiv 1706.02609). */
    RECTANGULAR,
    /** {@code 1 / (1 + a |u|)^2} (Zenke and Ganguli, arXiv 1705.11146). */
    SUPER_SPIKE
  }

  /** Refuses a steepness that is not a positive number. */
  public Surrogate {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha of the surrogate: expected above 0, got " + alpha);
    }
  }

  /** The slope at u. */
  public double slope(double u) {
    switch (kind) {
      case ATAN:
        double z = 0.5 * Math.PI * alpha * u;
        return 0.5 * alpha / (1 + z * z);
      case SIGMOID:
        double f = 1 / (1 + Math.exp(-alpha * u));
        return alpha * f * (1 - f);
      case RECTANGULAR:
        return Math.abs(u) < 0.5 / alpha ? alpha : 0;
      default:
        double d = 1 + alpha * Math.abs(u);
        return 1 / (d * d);
    }
  }

  /** A smooth step whose derivative is {@link #slope}: what finite differences need. */
  public double step(double u) {
    switch (kind) {
      case ATAN:
        return 0.5 + Math.atan(0.5 * Math.PI * alpha * u) / Math.PI;
      case SIGMOID:
        return 1 / (1 + Math.exp(-alpha * u));
      case RECTANGULAR:
        return Math.max(0, Math.min(1, 0.5 + alpha * u));
      default:
        return 0.5 + u / (1 + alpha * Math.abs(u));
    }
  }
}
