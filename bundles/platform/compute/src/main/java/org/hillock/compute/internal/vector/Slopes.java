package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.hillock.compute.Surrogate;

/** Slopes of surrogates over whole vectors: {@code y[j] = slope(h[at + j] - threshold)}. */
final class Slopes {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private Slopes() {}

  static void of(Surrogate surrogate, float[] h, int at, float threshold, float[] y, int n) {
    float alpha = (float) surrogate.alpha();
    switch (surrogate.kind()) {
      case ATAN -> atan(alpha, h, at, threshold, y, n);
      case SIGMOID -> sigmoid(alpha, h, at, threshold, y, n);
      case RECTANGULAR -> rectangular(alpha, h, at, threshold, y, n);
      default -> superSpike(alpha, h, at, threshold, y, n);
    }
  }

  private static void atan(float a, float[] h, int at, float threshold, float[] y, int n) {
    float half = a / 2;
    float steep = (float) (0.5 * Math.PI * a);
    for (int j = 0; j < n; j += L) {
      FloatVector z = FloatVector.fromArray(S, h, at + j).sub(threshold).mul(steep);
      FloatVector.broadcast(S, half).div(z.mul(z).add(1f)).intoArray(y, j);
    }
  }

  private static void sigmoid(float a, float[] h, int at, float threshold, float[] y, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector u = FloatVector.fromArray(S, h, at + j).sub(threshold);
      // The slope is even: an exponent that is never positive does not overflow.
      FloatVector e = Exponential.of(u.abs().mul(-a));
      FloatVector d = e.add(1f);
      e.mul(a).div(d.mul(d)).intoArray(y, j);
    }
  }

  private static void rectangular(float a, float[] h, int at, float threshold, float[] y, int n) {
    float half = 0.5f / a;
    for (int j = 0; j < n; j += L) {
      FloatVector u = FloatVector.fromArray(S, h, at + j).sub(threshold).abs();
      VectorMask<Float> inside = u.compare(VectorOperators.LT, half);
      FloatVector.zero(S).blend(a, inside).intoArray(y, j);
    }
  }

  private static void superSpike(float a, float[] h, int at, float threshold, float[] y, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector d = FloatVector.fromArray(S, h, at + j).sub(threshold).abs().mul(a).add(1f);
      FloatVector.broadcast(S, 1f).div(d.mul(d)).intoArray(y, j);
    }
  }
}
