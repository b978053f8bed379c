package org.hillock.nn;

import java.util.function.ToDoubleFunction;

/** Central differences in double precision against an analytic gradient. */
public final class GradientCheck {
  private static final double STEP = 1e-6;

  private GradientCheck() {}

  /**
   * Largest deviation of a gradient from central differences of step 1e-6.
   *
   * @param function the scalar function; it must not keep its argument
   * @param x where to differentiate; restored on return
   * @param gradient the analytic gradient at x
   * @return the largest {@code |analytic - numeric| / max(1, |analytic|, |numeric|)}
   */
  public static double deviation(
      ToDoubleFunction<double[]> function, double[] x, double[] gradient) {
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      double kept = x[i];
      x[i] = kept + STEP;
      double above = function.applyAsDouble(x);
      x[i] = kept - STEP;
      double below = function.applyAsDouble(x);
      x[i] = kept;
      double numeric = (above - below) / (2 * STEP);
      double size = Math.max(1, Math.max(Math.abs(numeric), Math.abs(gradient[i])));
      worst = Math.max(worst, Math.abs(numeric - gradient[i]) / size);
    }
    return worst;
  }
}
