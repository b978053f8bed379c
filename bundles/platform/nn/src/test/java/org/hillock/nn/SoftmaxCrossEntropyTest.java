package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {
  @Test
  void theGradientOfTheLossMatchesFiniteDifferences() {
    double[] logits = {0.3, -2, 1.7, 40};
    float[] target = {0.25f, 0, 0.5f, 0.125f};
    double[] gradient = new double[4];
    SoftmaxCrossEntropy.loss(logits, target, gradient, 4);
    double worst =
        GradientCheck.deviation(
            x -> SoftmaxCrossEntropy.loss(x, target, new double[4], 4), logits, gradient);
    assertTrue(worst < 1e-7, "deviation " + worst);
  }

  @Test
  void theSoftmaxGradientMatchesFiniteDifferences() {
    double[] logits = {0.3, -2, 1.7};
    double[] cotangent = {1, -0.5, 2};
    double[] p = new double[3];
    SoftmaxCrossEntropy.softmax(logits, p, 3);
    double[] g = cotangent.clone();
    SoftmaxCrossEntropy.softmaxBackward(p, g, 3);
    double worst =
        GradientCheck.deviation(
            x -> {
              double[] q = new double[3];
              SoftmaxCrossEntropy.softmax(x, q, 3);
              return q[0] * cotangent[0] + q[1] * cotangent[1] + q[2] * cotangent[2];
            },
            logits,
            g);
    assertTrue(worst < 1e-8, "deviation " + worst);
  }

  @Test
  void largeLogitsDoNotOverflow() {
    double[] p = new double[2];
    SoftmaxCrossEntropy.softmax(new double[] {2000, 1990}, p, 2);
    assertEquals(1, p[0] + p[1], 1e-12);
    assertEquals(
        2000 - 1990,
        SoftmaxCrossEntropy.loss(new double[] {2000, 1990}, new float[] {0, 1}, new double[2], 2),
        1e-4);
  }

  @Test
  void equalLogitsGiveEqualShares() {
    double[] p = new double[4];
    SoftmaxCrossEntropy.softmax(new double[] {3, 3, 3, 3}, p, 4);
    assertArrayEquals(new double[] {.25, .25, .25, .25}, p, 1e-15);
  }
}
