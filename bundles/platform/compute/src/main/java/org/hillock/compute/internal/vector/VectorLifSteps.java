package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.hillock.compute.LifRule;
import org.hillock.compute.internal.LifSteps;
import org.hillock.compute.internal.plain.PlainLifSteps;

/** Steps of neurons with the roundings of the plain form, so that both give the same bits. */
final class VectorLifSteps implements LifSteps {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private final PlainLifSteps plain = new PlainLifSteps();

  @Override
  public void forward(
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
    int whole = S.loopBound(n);
    switch (rule.reset()) {
      case HARD -> LifForward.hard(rule, x, xAt, v, vAt, h, hAt, s, sAt, whole);
      case SUBTRACT -> LifForward.subtract(rule, x, xAt, v, vAt, h, hAt, s, sAt, whole);
      case SUBTRACT_LATE -> LifForward.subtractLate(rule, x, xAt, v, vAt, h, hAt, s, sAt, whole);
      default -> LifForward.zeroLate(rule, x, xAt, v, vAt, h, hAt, s, sAt, whole);
    }
    if (whole < n) {
      plain.forward(
          rule, x, xAt + whole, v, vAt + whole, h, hAt + whole, s, sAt + whole, n - whole);
    }
  }

  @Override
  public void backward(
      LifRule rule,
      float[] before,
      int beforeAt,
      float[] h,
      int hAt,
      float[] gs,
      int gsAt,
      float[] gv,
      int gvAt,
      float[] gx,
      int gxAt,
      int n,
      float[] scratch) {
    int whole = S.loopBound(n);
    Slopes.of(rule.surrogate(), h, hAt, rule.threshold(), scratch, whole);
    switch (rule.reset()) {
      case HARD -> LifBackward.hard(rule, h, hAt, gs, gsAt, gv, gvAt, gx, gxAt, scratch, whole);
      case SUBTRACT -> LifBackward.subtract(rule, gs, gsAt, gv, gvAt, gx, gxAt, scratch, whole);
      case ZERO_LATE ->
          LifBackward.zeroLate(
              rule, before, beforeAt, gs, gsAt, gv, gvAt, gx, gxAt, scratch, whole);
      default -> LifBackward.late(rule, gs, gsAt, gv, gvAt, gx, gxAt, scratch, whole);
    }
    if (whole < n) {
      plain.backward(
          rule,
          before,
          beforeAt + whole,
          h,
          hAt + whole,
          gs,
          gsAt + whole,
          gv,
          gvAt + whole,
          gx,
          gxAt + whole,
          n - whole,
          scratch);
    }
  }

  @Override
  public long bits(float[] s, int at, int n) {
    if (!VectorRows.FAST_MASKS || n < 64) {
      return plain.bits(s, at, n);
    }
    long word = 0;
    for (int j = 0; j < 64; j += L) {
      FloatVector x = FloatVector.fromArray(S, s, at + j);
      VectorMask<Float> fired = x.compare(VectorOperators.NE, 0f);
      word |= fired.toLong() << j;
    }
    return word;
  }
}
