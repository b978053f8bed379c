package org.hillock.compute.internal;

import org.hillock.compute.LifRule;
import org.hillock.compute.Reset;

/** Gradients of leak and threshold, summed in double precision over all neurons and steps. */
final class LifSettings {
  private LifSettings() {}

  static void gradients(
      LifRule rule,
      int steps,
      int neurons,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gvEnd,
      double[] sums) {
    for (int j = 0; j < neurons; j++) {
      double after = gvEnd[j];
      for (int t = steps - 1; t >= 0; t--) {
        int at = t * neurons + j;
        float before = t == 0 ? v0[j] : rule.after(h[at - neurons]);
        after += gm == null ? 0 : gm[at];
        after = step(rule, before, h[at], gs[at], after, sums);
      }
    }
  }

  /** Adds the terms of one step and returns the gradient of the membrane before it. */
  private static double step(
      LifRule rule, float before, float h, float gs, double after, double[] sums) {
    double slope = rule.surrogate().slope(h - rule.threshold());
    boolean fires = h >= rule.firing();
    boolean late = rule.reset().late() && before >= rule.firing();
    double attached = rule.detached() ? 0 : after * slope;
    double g = gs * slope;
    sums[1] -= gs * slope;
    if (rule.reset() == Reset.HARD) {
      g += (fires ? 0 : after) - attached * (h - rule.rest());
      sums[1] += attached * (h - rule.rest());
    } else {
      g += after;
      if (rule.reset() == Reset.SUBTRACT) {
        g -= attached * rule.threshold();
        sums[1] += attached * rule.threshold() - (fires ? after : 0);
      } else if (late && rule.reset() == Reset.SUBTRACT_LATE) {
        sums[1] -= g;
      }
    }
    boolean zeroed = late && rule.reset() == Reset.ZERO_LATE;
    sums[0] += zeroed ? 0 : g * before;
    return zeroed ? 0 : rule.leak() * g;
  }
}
