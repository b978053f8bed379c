package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.hillock.compute.LifRule;

/** Forward loops, one for each reset, over whole vectors. */
final class LifForward {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private LifForward() {}

  static void hard(
      LifRule rule,
      float[] x,
      int xAt,
      float[] v,
      int vAt,
      float[] h,
      int hAt,
      float[] s,
      int sAt,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float offset = rule.offset();
    float firing = rule.firing();
    float rest = rule.rest();
    for (int j = 0; j < n; j += L) {
      FloatVector m = FloatVector.fromArray(S, v, vAt + j);

      FloatVector now = m.mul(leak).add(FloatVector.fromArray(S, x, xAt + j).mul(gain)).add(offset);

      VectorMask<Float> fires = now.compare(VectorOperators.GE, firing);
      now.blend(rest, fires).intoArray(v, vAt + j);
      if (h != null) {
        now.intoArray(h, hAt + j);
      }
      if (s != null) {
        FloatVector.zero(S).blend(1f, fires).intoArray(s, sAt + j);
      }
    }
  }

  static void subtract(
      LifRule rule,
      float[] x,
      int xAt,
      float[] v,
      int vAt,
      float[] h,
      int hAt,
      float[] s,
      int sAt,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float offset = rule.offset();
    float firing = rule.firing();
    float threshold = rule.threshold();
    for (int j = 0; j < n; j += L) {
      FloatVector m = FloatVector.fromArray(S, v, vAt + j);

      FloatVector now = m.mul(leak).add(FloatVector.fromArray(S, x, xAt + j).mul(gain)).add(offset);

      VectorMask<Float> fires = now.compare(VectorOperators.GE, firing);
      now.blend(now.sub(threshold), fires).intoArray(v, vAt + j);
      if (h != null) {
        now.intoArray(h, hAt + j);
      }
      if (s != null) {
        FloatVector.zero(S).blend(1f, fires).intoArray(s, sAt + j);
      }
    }
  }

  static void subtractLate(
      LifRule rule,
      float[] x,
      int xAt,
      float[] v,
      int vAt,
      float[] h,
      int hAt,
      float[] s,
      int sAt,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float offset = rule.offset();
    float firing = rule.firing();
    float threshold = rule.threshold();
    for (int j = 0; j < n; j += L) {
      FloatVector m = FloatVector.fromArray(S, v, vAt + j);
      VectorMask<Float> r = m.compare(VectorOperators.GE, firing);
      FloatVector now = m.mul(leak).add(FloatVector.fromArray(S, x, xAt + j).mul(gain)).add(offset);
      now = now.blend(now.sub(threshold), r);

      now.intoArray(v, vAt + j);
      if (h != null) {
        now.intoArray(h, hAt + j);
      }
      if (s != null) {
        FloatVector.zero(S)
            .blend(1f, now.compare(VectorOperators.GE, firing))
            .intoArray(s, sAt + j);
      }
    }
  }

  static void zeroLate(
      LifRule rule,
      float[] x,
      int xAt,
      float[] v,
      int vAt,
      float[] h,
      int hAt,
      float[] s,
      int sAt,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float offset = rule.offset();
    float firing = rule.firing();

    for (int j = 0; j < n; j += L) {
      FloatVector m = FloatVector.fromArray(S, v, vAt + j);
      VectorMask<Float> r = m.compare(VectorOperators.GE, firing);
      m = m.blend(0f, r);
      FloatVector now = m.mul(leak).add(FloatVector.fromArray(S, x, xAt + j).mul(gain)).add(offset);

      now.intoArray(v, vAt + j);
      if (h != null) {
        now.intoArray(h, hAt + j);
      }
      if (s != null) {
        FloatVector.zero(S)
            .blend(1f, now.compare(VectorOperators.GE, firing))
            .intoArray(s, sAt + j);
      }
    }
  }
}
