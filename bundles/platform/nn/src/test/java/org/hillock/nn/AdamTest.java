package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AdamTest {
  @Test
  void theFirstStepHasTheSizeOfTheRateWhateverTheGradient() {
    float[] p = {1, 1, 1};
    Adam adam = new Adam(0.9, 0.999, 1e-8);
    adam.group(0.01, 0).add(p, new float[] {1e-3f, -5, 300});
    adam.step();
    assertEquals(0.99f, p[0], 1e-6);
    assertEquals(1.01f, p[1], 1e-6);
    assertEquals(0.99f, p[2], 1e-6);
  }

  @Test
  void decayIsPartOfTheGradientAndOfTheMoments() {
    float[] p = {2};
    float[] g = {0.5f};
    Adam adam = new Adam(0.9, 0.99, 1e-8);
    adam.group(0.1, 0.25).add(p, g);
    double expected = 2;
    double m = 0;
    double v = 0;
    for (int step = 1; step <= 5; step++) {
      double total = g[0] + 0.25 * expected;
      m = 0.9 * m + 0.1 * total;
      v = 0.99 * v + 0.01 * total * total;
      double root = Math.sqrt(v / (1 - Math.pow(0.99, step)));
      expected -= 0.1 * m / (1 - Math.pow(0.9, step)) / (root + 1e-8);
      adam.step();
      assertEquals(expected, p[0], 1e-5);
      g[0] -= 0.3f;
    }
  }

  @Test
  void groupsHaveTheirOwnRateAndFollowAChangingBeta1() {
    float[] slow = {0};
    float[] fast = {0};
    float[] g = {1};
    Adam adam = new Adam(0.95, 0.999, 1e-8);
    adam.group(0.01, 0).add(slow, g);
    Adam.Group second = adam.group(0.01, 0).add(fast, g);
    second.rate(0.1);
    adam.step();
    assertEquals(-0.01f, slow[0], 1e-6);
    assertEquals(-0.1f, fast[0], 1e-6);
    adam.beta1(0.85);
    adam.step();
    double m = 0.85 * 0.05 + 0.15;
    assertEquals(-0.01 - 0.01 * m / (1 - 0.85 * 0.85), slow[0], 1e-6);
  }

  @Test
  void aGradientOfAnotherLengthIsRefused() {
    Adam.Group group = new Adam(0.9, 0.999, 1e-8).group(1, 0);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> group.add(new float[2], new float[3]));
    assertTrue(e.getMessage().contains("expected 2"));
  }
}
