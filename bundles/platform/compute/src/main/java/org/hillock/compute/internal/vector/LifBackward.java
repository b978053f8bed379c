package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.hillock.compute.LifRule;

/** Backward loops, one for each reset, over whole vectors; the slopes are given. */
final class LifBackward {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private LifBackward() {}

  static void hard(
      LifRule rule,
      float[] h,
      int hAt,
      float[] gs,
      int gsAt,
      float[] gv,
      int gvAt,
      float[] gx,
      int gxAt,
      float[] slope,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float firing = rule.firing();
    float rest = rule.rest();
    float attached = rule.detached() ? 0 : -1;
    for (int j = 0; j < n; j += L) {
      FloatVector after = FloatVector.fromArray(S, gv, gvAt + j);
      FloatVector slopes = FloatVector.fromArray(S, slope, j);
      FloatVector g = FloatVector.fromArray(S, gs, gsAt + j).mul(slopes);
      FloatVector now = FloatVector.fromArray(S, h, hAt + j);
      g = g.add(after.blend(0f, now.compare(VectorOperators.GE, firing)));
      g = now.sub(rest).mul(slopes).mul(after).mul(attached).add(g);
      g.mul(gain).intoArray(gx, gxAt + j);
      g.mul(leak).intoArray(gv, gvAt + j);
    }
  }

  static void subtract(
      LifRule rule,
      float[] gs,
      int gsAt,
      float[] gv,
      int gvAt,
      float[] gx,
      int gxAt,
      float[] slope,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float attached = rule.detached() ? 0 : -rule.threshold();
    for (int j = 0; j < n; j += L) {
      FloatVector after = FloatVector.fromArray(S, gv, gvAt + j);
      FloatVector slopes = FloatVector.fromArray(S, slope, j);
      FloatVector g = FloatVector.fromArray(S, gs, gsAt + j).mul(slopes);
      g = g.add(after).add(after.mul(slopes).mul(attached));
      g.mul(gain).intoArray(gx, gxAt + j);
      g.mul(leak).intoArray(gv, gvAt + j);
    }
  }

  static void late(
      LifRule rule,
      float[] gs,
      int gsAt,
      float[] gv,
      int gvAt,
      float[] gx,
      int gxAt,
      float[] slope,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    for (int j = 0; j < n; j += L) {
      FloatVector after = FloatVector.fromArray(S, gv, gvAt + j);
      FloatVector slopes = FloatVector.fromArray(S, slope, j);
      FloatVector g = FloatVector.fromArray(S, gs, gsAt + j).mul(slopes);
      g = g.add(after);
      g.mul(gain).intoArray(gx, gxAt + j);
      g.mul(leak).intoArray(gv, gvAt + j);
    }
  }

  static void zeroLate(
      LifRule rule,
      float[] before,
      int beforeAt,
      float[] gs,
      int gsAt,
      float[] gv,
      int gvAt,
      float[] gx,
      int gxAt,
      float[] slope,
      int n) {
    float leak = rule.leak();
    float gain = rule.gain();
    float firing = rule.firing();
    for (int j = 0; j < n; j += L) {
      FloatVector after = FloatVector.fromArray(S, gv, gvAt + j);
      FloatVector slopes = FloatVector.fromArray(S, slope, j);
      FloatVector g = FloatVector.fromArray(S, gs, gsAt + j).mul(slopes);
      g = g.add(after);
      VectorMask<Float> r =
          FloatVector.fromArray(S, before, beforeAt + j).compare(VectorOperators.GE, firing);
      g.mul(gain).intoArray(gx, gxAt + j);
      g.mul(leak).blend(0f, r).intoArray(gv, gvAt + j);
    }
  }
}
