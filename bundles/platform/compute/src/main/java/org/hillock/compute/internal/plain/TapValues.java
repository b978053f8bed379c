package org.hillock.compute.internal.plain;

import java.util.Arrays;
import org.hillock.compute.TapForm;

/** Unnormalised values e of the taps of one synapse and their derivatives, in double precision. */
final class TapValues {
  private static final double FLOOR = 1e-7;
  private static final double NEGLIGIBLE = 80;

  final double[] e;
  final double[] byPosition;
  final double[] bySigma;

  /** Sum of e, or 1 where the form is not normalised. */
  double z;

  TapValues(int taps) {
    e = new double[taps];
    byPosition = new double[taps];
    bySigma = new double[taps];
  }

  void compute(TapForm form, double m, double sigma) {
    switch (form) {
      case GAUSS -> gauss(m, sigma);
      case MAX -> triangle(m, Math.abs(sigma) + 1, Math.signum(sigma));
      case V1 -> triangle(m, 1, 0);
      default -> {
        linear(m);
        return;
      }
    }
    z = FLOOR;
    for (double value : e) {
      z += value;
    }
  }

  private void gauss(double m, double sigma) {
    double s = Math.abs(sigma) + 0.27;
    for (int k = 0; k < e.length; k++) {
      double d = k - m;
      double exponent = d * d / (2 * s * s);
      e[k] = exponent > NEGLIGIBLE ? 0 : Math.exp(-exponent);
      byPosition[k] = e[k] * d / (s * s);
      bySigma[k] = Math.signum(sigma) * e[k] * d * d / (s * s * s);
    }
  }

  private void triangle(double m, double s, double sign) {
    for (int k = 0; k < e.length; k++) {
      e[k] = Math.max(0, s - Math.abs(k - m));
      byPosition[k] = e[k] > 0 ? Math.signum(k - m) : 0;
      bySigma[k] = e[k] > 0 ? sign : 0;
    }
  }

  private void linear(double m) {
    Arrays.fill(e, 0);
    Arrays.fill(byPosition, 0);
    Arrays.fill(bySigma, 0);
    int floor = (int) Math.floor(m);
    put(floor, 1 - (m - floor), -1);
    put(floor + 1, m - floor, 1);
    z = 1;
  }

  private void put(int k, double value, double slope) {
    if (k >= 0 && k < e.length) {
      e[k] = value;
      byPosition[k] = slope;
    }
  }

  /** Sum over the taps of {@code g d(e / z)}, given the derivatives d of e. */
  static double derivative(double[] d, double gSum, double z, float[] g, int from, int step) {
    double dSum = 0;
    double gd = 0;
    for (int k = 0; k < d.length; k++) {
      dSum += d[k];
      gd += g[from + k * step] * d[k];
    }
    return gd / z - gSum * dSum / (z * z);
  }
}
