package org.hillock.models.delays.internal;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * How a position between two taps is spread over the taps k of a kernel (Khalfaoui-Hassani et al.,
 * "Dilated convolution with learnable spacings", arXiv 2112.03740 and 2306.00817).
 *
 * <p>With m the position in taps, e_k the unnormalised value and Z = sum e + 1e-7, tap k has the
 * value e_k / Z:
 *
 * <ul>
 *   <li>GAUSS: e_k = exp(-(k-m)^2 / (2 s^2)), s = |sigma| + 0.27
 *   <li>MAX: e_k = max(0, s - |k-m|), s = |sigma| + 1
 *   <li>V1: MAX with s = 1, no sigma
 *   <li>V0: linear interpolation between floor(m) and the next tap, without Z
 * </ul>
 */
enum KernelForm {
  GAUSS,
  MAX,
  V1,
  V0;

  static final double GAUSS_FLOOR = 0.27;
  static final double MAX_FLOOR = 1;
  private static final double SUM_FLOOR = 1e-7;
  private static final double NEGLIGIBLE = 80;

  /** The form of that name, in any case. */
  static KernelForm named(String name) {
    for (KernelForm form : values()) {
      if (form.name().equalsIgnoreCase(name)) {
        return form;
      }
    }
    throw new IllegalArgumentException(
        "expected a kernel form of gauss, max, v1 or v0, got " + name);
  }

  /** Its name in settings. */
  String lower() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has a width of its own. */
  boolean hasSigma() {
    return this == GAUSS || this == MAX;
  }

  /**
   * Tap values of one synapse.
   *
   * @param m position in taps: 0 is the first tap
   * @param sigma width parameter; ignored by forms without one
   * @param x receives the value of each tap
   */
  void values(double m, double sigma, double[] x) {
    if (this == V0) {
      java.util.Arrays.fill(x, 0);
      int floor = (int) Math.floor(m);
      put(x, floor, 1 - (m - floor));
      put(x, floor + 1, m - floor);
      return;
    }
    double z = raw(m, sigma, x) + SUM_FLOOR;
    for (int k = 0; k < x.length; k++) {
      x[k] /= z;
    }
  }

  /**
   * Derivatives of the tap values.
   *
   * @param m position in taps
   * @param sigma width parameter
   * @param x the result of {@link #values}
   * @param byPosition receives dx_k/dm
   * @param bySigma receives dx_k/dsigma, zero for forms without a width
   */
  void derivatives(double m, double sigma, double[] x, double[] byPosition, double[] bySigma) {
    java.util.Arrays.fill(bySigma, 0);
    if (this == V0) {
      java.util.Arrays.fill(byPosition, 0);
      int floor = (int) Math.floor(m);
      put(byPosition, floor, -1);
      put(byPosition, floor + 1, 1);
      return;
    }
    double z = raw(m, sigma, byPosition) + SUM_FLOOR;
    System.arraycopy(byPosition, 0, bySigma, 0, x.length);
    double sign = hasSigma() ? Math.signum(sigma) : 0;
    if (this == GAUSS) {
      double s = Math.abs(sigma) + GAUSS_FLOOR;
      normalised(x, z, byPosition, (e, d) -> e * d / (s * s), m);
      normalised(x, z, bySigma, (e, d) -> sign * e * d * d / (s * s * s), m);
    } else {
      normalised(x, z, byPosition, (e, d) -> e > 0 ? Math.signum(d) : 0, m);
      normalised(x, z, bySigma, (e, d) -> e > 0 ? sign : 0, m);
    }
  }

  /** Turns e_k into d(e_k / Z), given the derivative of e_k from e_k and k - m. */
  private static void normalised(
      double[] x, double z, double[] e, DoubleBinaryOperator slope, double m) {
    double sum = 0;
    for (int k = 0; k < e.length; k++) {
      e[k] = slope.applyAsDouble(e[k], k - m);
      sum += e[k];
    }
    for (int k = 0; k < e.length; k++) {
      e[k] = (e[k] - x[k] * sum) / z;
    }
  }

  private double raw(double m, double sigma, double[] e) {
    double sum = 0;
    if (this == GAUSS) {
      double s = Math.abs(sigma) + GAUSS_FLOOR;
      double scale = 0.5 / (s * s);
      for (int k = 0; k < e.length; k++) {
        double exponent = (k - m) * (k - m) * scale;
        e[k] = exponent > NEGLIGIBLE ? 0 : Math.exp(-exponent);
        sum += e[k];
      }
    } else {
      double s = this == V1 ? MAX_FLOOR : Math.abs(sigma) + MAX_FLOOR;
      for (int k = 0; k < e.length; k++) {
        e[k] = Math.max(0, s - Math.abs(k - m));
        sum += e[k];
      }
    }
    return sum;
  }

  private static void put(double[] x, int k, double value) {
    if (k >= 0 && k < x.length) {
      x[k] = value;
    }
  }
}
