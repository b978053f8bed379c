package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.junit.jupiter.api.Test;

class DropoutTest {
  @Test
  void theShareOfSilencedUnitsIsTheProbabilityAndTheRestIsRescaled() {
    float[] mask = new float[20000];
    new Dropout(0.4).mask(RandomKey.of(1), mask);
    double silent = 0;
    for (float m : mask) {
      assertTrue(m == 0f || m == (float) (1 / 0.6), "factor " + m);
      silent += m == 0f ? 1 : 0;
    }
    assertEquals(0.4, silent / mask.length, 0.02);
  }

  @Test
  void theSameKeyGivesTheSameMaskAndAnotherKeyAnotherOne() {
    float[] a = new float[64];
    float[] b = new float[64];
    float[] c = new float[64];
    new Dropout(0.5).mask(RandomKey.of(1).child(7), a);
    new Dropout(0.5).mask(RandomKey.of(1).child(7), b);
    new Dropout(0.5).mask(RandomKey.of(1).child(8), c);
    assertArrayEquals(a, b);
    assertFalse(Arrays.equals(a, c));
  }

  @Test
  void aProbabilityOfOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Dropout(1));
  }
}
