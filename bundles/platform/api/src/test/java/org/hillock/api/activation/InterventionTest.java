package org.hillock.api.activation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InterventionTest {
  @Test
  void gradientsStopWhereValuesWereReplaced() {
    Intervention clamp = (step, values) -> values.set(1, 5);
    Tensor gradient = Tensor.of(new float[] {1, 2, 3}, 3);
    Tensor before = Tensor.of(new float[] {7, 8, 9}, 3);
    Tensor after = before.copy();
    clamp.forward(0, after);
    clamp.backward(before, after, gradient);
    assertTrue(gradient.contentEquals(Tensor.of(new float[] {1, 0, 3}, 3)));
  }

  @Test
  void aTapChecksItsNameAndSampling() {
    assertThrows(IllegalArgumentException.class, () -> new Tap("A b", "m", "s", 1, Delivery.LIVE));
    assertThrows(IllegalArgumentException.class, () -> new Tap("a", "m", "s", 0, Delivery.LIVE));
  }
}
