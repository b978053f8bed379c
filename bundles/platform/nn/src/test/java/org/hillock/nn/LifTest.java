package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hillock.api.model.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifTest {
  private static final int STEPS = 17;

  @ParameterizedTest
  @CsvSource({
    "1.005, 1, 0, false, 5",
    "2, 1, 0, false, 5",
    "2, 0.7, 0.1, true, 2",
    "3.5, 1, -0.2, false, 1.5",
    "1, 0.4, 0, true, 3"
  })
  void theGradientIsThatOfTheSmoothNeuron(
      double tau, double threshold, double reset, boolean decay, double alpha) {
    Lif lif = new Lif(tau, threshold, reset, decay, false, new Atan(alpha));
    LifReference smooth = new LifReference(lif, true);
    double[] x = inputs(3);
    double[] gs = inputs(4);
    double[] gv = inputs(5);
    double[] gx = smooth.backward(smooth.forward(x), gs, gv);
    double worst =
        GradientCheck.deviation(
            at -> {
              double[] h = smooth.forward(at);
              double loss = 0;
              for (int t = 0; t < h.length; t++) {
                loss += gs[t] * smooth.spike(h[t]) + gv[t] * smooth.membrane(h[t]);
              }
              return loss;
            },
            x,
            gx);
    assertTrue(worst < 1e-7, "deviation " + worst);
  }

  @ParameterizedTest
  @CsvSource({
    "1.005, 1, 0, false, true",
    "2, 1, 0, false, false",
    "2, 0.7, 0.1, true, false",
    "4, 0.7, 0.1, true, true",
    "3, 1e9, 0, false, true"
  })
  void theFloatStepsAgreeWithTheReference(
      double tau, double threshold, double reset, boolean decay, boolean detach) {
    Lif lif = new Lif(tau, threshold, reset, decay, detach, new Atan(5));
    LifReference reference = new LifReference(lif, false);
    double[] x = inputs(11);
    double[] gs = inputs(12);
    double[] gv = inputs(13);
    double[] h = reference.forward(x);
    double[] gx = reference.backward(h, gs, gv);

    float[] v = {(float) reset};
    float[][] hs = new float[STEPS][1];
    for (int t = 0; t < STEPS; t++) {
      float[] spike = new float[1];
      lif.step(new float[] {(float) x[t]}, v, hs[t], spike, 1);
      assertEquals(h[t], hs[t][0], 1e-5);
      assertEquals(reference.spike(h[t]), spike[0]);
      assertEquals(reference.membrane(h[t]), v[0], 1e-5);
    }
    float[] carry = new float[1];
    for (int t = STEPS - 1; t >= 0; t--) {
      carry[0] += (float) gv[t];
      float[] g = {(float) gs[t]};
      lif.backStep(hs[t], g, carry, g, 1);
      assertEquals(gx[t], g[0], 1e-4);
    }
  }

  @Test
  void aMembraneAtTheThresholdFires() {
    Lif lif = new Lif(2, 1, 0, false, true, new Atan(5));
    float[] v = new float[1];
    float[] spike = new float[1];
    lif.step(new float[] {1}, v, new float[1], spike, 1);
    assertEquals(1f, spike[0]);
    assertEquals(0f, v[0]);
  }

  @Test
  void aTimeConstantBelowOneStepIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new Lif(0.5, 1, 0, false, true, new Atan(5)));
    assertTrue(e.getMessage().contains("0.5"));
  }

  private static double[] inputs(int seed) {
    RandomKey key = RandomKey.of(seed);
    double[] x = new double[STEPS];
    for (int i = 0; i < x.length; i++) {
      x[i] = key.normal(i) + 0.3;
    }
    return x;
  }
}
