package org.hillock.compute.internal.plain;

import org.hillock.compute.LifRule;
import org.hillock.compute.Reset;
import org.hillock.compute.internal.LifSteps;

/** Steps of neurons, written for reading; the surrogate in double precision. */
public final class PlainLifSteps implements LifSteps {
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
    float firing = rule.firing();
    for (int j = 0; j < n; j++) {
      float before = v[vAt + j];
      boolean late = rule.reset().late() && before >= firing;
      float kept = late && rule.reset() == Reset.ZERO_LATE ? 0 : before;
      float now = rule.leak() * kept + rule.gain() * x[xAt + j] + rule.offset();
      if (late && rule.reset() == Reset.SUBTRACT_LATE) {
        now -= rule.threshold();
      }
      boolean fires = now >= firing;
      float after = now;
      if (fires && rule.reset() == Reset.HARD) {
        after = rule.rest();
      } else if (fires && rule.reset() == Reset.SUBTRACT) {
        after = now - rule.threshold();
      }
      v[vAt + j] = after;
      if (h != null) {
        h[hAt + j] = now;
      }
      if (s != null) {
        s[sAt + j] = fires ? 1 : 0;
      }
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
    float firing = rule.firing();
    for (int j = 0; j < n; j++) {
      float now = h[hAt + j];
      float slope = (float) rule.surrogate().slope(now - rule.threshold());
      float after = gv[gvAt + j];
      float g = gs[gsAt + j] * slope;
      float leak = rule.leak();
      switch (rule.reset()) {
        case HARD -> {
          g += now >= firing ? 0 : after;
          g -= rule.detached() ? 0 : after * (now - rule.rest()) * slope;
        }
        case SUBTRACT -> {
          g += after;
          g -= rule.detached() ? 0 : after * rule.threshold() * slope;
        }
        case ZERO_LATE -> {
          g += after;
          leak = before[beforeAt + j] >= firing ? 0 : leak;
        }
        default -> g += after;
      }
      gx[gxAt + j] = rule.gain() * g;
      gv[gvAt + j] = leak * g;
    }
  }

  @Override
  public long bits(float[] s, int at, int n) {
    long word = 0;
    for (int j = 0; j < n; j++) {
      word |= (s[at + j] != 0 ? 1L : 0L) << j;
    }
    return word;
  }
}
