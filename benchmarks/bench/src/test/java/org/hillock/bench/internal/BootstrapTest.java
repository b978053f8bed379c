package org.hillock.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.hillock.bench.internal.Bootstrap.Verdict;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void equalRatiosHaveAnIntervalWithoutWidth() {
    double[] ratios = new double[30];
    Arrays.fill(ratios, 0.95);
    Bootstrap interval = Bootstrap.of(ratios, 1);
    assertEquals(0.95, interval.low(), 1e-9);
    assertEquals(0.95, interval.high(), 1e-9);
  }

  @Test
  void theIntervalHoldsTheTrueRatioInAboutNineteenOfTwentyCases() {
    Random random = new Random(7);
    int inside = 0;
    for (int i = 0; i < 100; i++) {
      double[] ratios = new double[30];
      Arrays.setAll(ratios, k -> Math.exp(0.2 * random.nextGaussian()));
      Bootstrap interval = Bootstrap.of(ratios, i);
      inside += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
    }
    assertTrue(inside >= 85 && inside < 100, inside + " of 100");
  }

  @Test
  void theWorseEndDecides() {
    Bootstrap interval = new Bootstrap(0.92, 0.88, 0.96);
    assertEquals(Verdict.HOLDS, interval.atLeast(0.85));
    assertEquals(Verdict.UNDECIDED, interval.atLeast(0.9));
    assertEquals(Verdict.SHORT, interval.atLeast(0.97));
  }
}
