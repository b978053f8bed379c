package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(ints = {20, 60, 100, 150})
  void oneCycleStartsLowPeaksAtThirtyPercentAndEndsLowest(int total) {
    OneCycle cycle = new OneCycle(5e-3, total);
    int peak = (int) Math.round(0.3 * total - 1);
    assertEquals(2e-4, cycle.at(0), 1e-12);
    assertEquals(0.95, cycle.beta1(0), 1e-12);
    assertEquals(5e-3, cycle.at(peak), 1e-12);
    assertEquals(0.85, cycle.beta1(peak), 1e-12);
    assertEquals(2e-8, cycle.at(total - 1), 1e-15);
    assertEquals(0.95, cycle.beta1(total - 1), 1e-12);
    for (int i = 1; i < total; i++) {
      boolean rises = cycle.at(i) > cycle.at(i - 1);
      assertEquals(i <= peak, rises, "at " + i);
      assertEquals(!rises, cycle.beta1(i) > cycle.beta1(i - 1), "at " + i);
    }
  }

  @Test
  void annealingFallsFromStartToFloor() {
    CosineAnnealing schedule = new CosineAnnealing(0.1, 0.01, 40);
    assertEquals(0.1, schedule.at(0), 1e-12);
    assertEquals(0.055, schedule.at(20), 1e-12);
    assertEquals(0.01, schedule.at(40), 1e-12);
  }

  @Test
  void aCycleWithoutTwoPhasesIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new OneCycle(1, 1));
    assertTrue(e.getMessage().contains("got 1"));
  }
}
