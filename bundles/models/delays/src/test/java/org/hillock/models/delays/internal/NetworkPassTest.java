package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.hillock.nn.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkPassTest {
  private static final int[] LENGTHS = {6, 3, 5};

  @ParameterizedTest
  @CsvSource({"1, 1, true, GAUSS", "2, 1, true, GAUSS", "1, 2, false, MAX", "2, 2, true, V0"})
  void theGradientIsThatOfTheSmoothNetwork(int layers, int count, boolean norm, KernelForm form) {
    NetworkParameters parameters = parameters(layers, count, norm, false, form);
    ReferenceNetwork reference = new ReferenceNetwork(parameters, true);
    double[] theta = ReferenceNetwork.vector(parameters);
    double[][][] x = samples(rows());
    reference.loss(theta, x, targets());
    double[] analytic = reference.gradient();
    double worst = GradientCheck.deviation(at -> reference.loss(at, x, targets()), theta, analytic);
    assertTrue(worst < 1e-6, "deviation " + worst);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true, true, GAUSS",
    "2, 1, true, false, GAUSS",
    "3, 2, true, true, MAX",
    "2, 1, false, true, V1",
    "2, 3, false, false, V0"
  })
  void theFloatNetworkAgreesWithTheReference(
      int layers, int count, boolean norm, boolean detach, KernelForm form) {
    NetworkParameters parameters = parameters(layers, count, norm, detach, form);
    ReferenceNetwork reference = new ReferenceNetwork(parameters, false);
    double[] theta = ReferenceNetwork.vector(parameters);
    double loss = reference.loss(theta, samples(rows()), targets());

    NetworkPass pass = new NetworkPass(parameters);
    double[][] scores =
        pass.forward(rows(), Sequences.of(LENGTHS), parameters.settings().form(), true, null);
    assertEquals(loss, pass.loss(scores, targets()), 1e-5);
    pass.backward(scores, false);
    double[] g = ReferenceNetwork.vector(pass.gradients());
    double largest = Arrays.stream(reference.gradient()).map(Math::abs).max().orElseThrow();
    assertTrue(largest > 1e-3, "expected a gradient, got at most " + largest);
    assertArrayEquals(reference.gradient(), g, 1e-4 * largest);
  }

  @Test
  void inEvaluationASampleDoesNotDependOnItsBatchMates() {
    NetworkParameters parameters = parameters(2, 1, true, true, KernelForm.GAUSS);
    float[][] all = rows();
    double[][] together =
        new NetworkPass(parameters)
            .forward(all, Sequences.of(LENGTHS), KernelForm.GAUSS, false, null);
    double[][] alone =
        new NetworkPass(parameters)
            .forward(
                Arrays.copyOfRange(all, 6, 9),
                Sequences.of(new int[] {3}),
                KernelForm.GAUSS,
                false,
                null);
    assertArrayEquals(alone[0], together[1]);
  }

  @Test
  void theSameKeyDropsTheSameUnitsAndAnotherKeyOthers() {
    NetworkParameters parameters = parameters(1, 1, false, true, KernelForm.GAUSS);
    assertArrayEquals(dropped(parameters, 1), dropped(parameters, 1));
    assertFalse(Arrays.equals(dropped(parameters, 1), dropped(parameters, 2)));
  }

  private static double[] dropped(NetworkParameters parameters, int seed) {
    return new NetworkPass(parameters)
        .forward(rows(), Sequences.of(LENGTHS), KernelForm.GAUSS, true, RandomKey.of(seed))[0];
  }

  @Test
  void evaluationLeavesTheRunningStatisticsAlone() {
    NetworkParameters parameters = parameters(2, 1, true, true, KernelForm.GAUSS);
    NetworkParameters before = parameters.copy();
    NetworkPass pass = new NetworkPass(parameters);
    pass.forward(rows(), Sequences.of(LENGTHS), KernelForm.GAUSS, false, null);
    assertArrayEquals(before.layers().get(0).mean(), parameters.layers().get(0).mean());
    pass.forward(rows(), Sequences.of(LENGTHS), KernelForm.GAUSS, true, null);
    assertFalse(Arrays.equals(before.layers().get(0).mean(), parameters.layers().get(0).mean()));
  }

  private static float[][] rows() {
    return DelayedConvolutionTest.rows(RandomKey.of(77), 14, 3, 0.8);
  }

  private static float[][] targets() {
    return new float[][] {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, 0.5f, 0, 0.5f}};
  }

  private static double[][][] samples(float[][] rows) {
    double[][][] samples = new double[LENGTHS.length][][];
    int r = 0;
    for (int b = 0; b < samples.length; b++) {
      samples[b] = new double[LENGTHS[b]][];
      for (int t = 0; t < LENGTHS[b]; t++) {
        samples[b][t] = DelayedConvolutionTest.doubles(rows[r++]);
      }
    }
    return samples;
  }

  static NetworkParameters parameters(
      int layers, int count, boolean norm, boolean detach, KernelForm form) {
    DelaySettings settings =
        new DelaySettings(
            3, 5, layers, 4, count, 5, 2, 1, 1e9, 2, detach, norm, 1e-5, 0.1, 0.4, form, 0.01);
    NetworkParameters parameters = NetworkParameters.random(settings, RandomKey.of(9));
    for (LayerParameters layer : parameters.layers()) {
      Arrays.fill(layer.sigma(), 0.8f);
      for (int n = 0; n < layer.position().length; n++) {
        layer.position()[n] *= 0.83f;
      }
      for (int c = 0; c < layer.gamma().length; c++) {
        layer.gamma()[c] = 1 + 0.1f * c;
        layer.beta()[c] = 0.2f * c;
      }
    }
    return parameters;
  }
}
