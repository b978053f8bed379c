package org.hillock.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchNormTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20})
  void theGradientsMatchFiniteDifferences(int rows) {
    BatchNormReference reference = new BatchNormReference(1e-5);
    double[] at = new double[rows + 2];
    Arrays.setAll(at, i -> RandomKey.of(rows).normal(i));
    double[] g = new double[rows];
    Arrays.setAll(g, i -> RandomKey.of(99).normal(i));
    double[] x = Arrays.copyOf(at, rows);
    double[] analytic = reference.backward(x, at[rows], g);
    double worst =
        GradientCheck.deviation(
            p -> {
              double[] y = reference.forward(Arrays.copyOf(p, rows), p[rows], p[rows + 1]);
              double loss = 0;
              for (int r = 0; r < rows; r++) {
                loss += y[r] * g[r];
              }
              return loss;
            },
            at,
            analytic);
    assertTrue(worst < 1e-5, "deviation " + worst);
  }

  @Test
  void theFloatPassesAgreeWithTheReference() {
    int rows = 30;
    int channels = 5;
    BatchNorm norm = new BatchNorm(channels, 1e-5, 0.1);
    float[][] x = random(1, rows, channels);
    float[][] g = random(2, rows, channels);
    float[] gamma = random(3, 1, channels)[0];
    float[] beta = random(4, 1, channels)[0];
    float[][] kept = Arrays.stream(g).map(float[]::clone).toArray(float[][]::new);

    BatchNorm.Batch batch = norm.statistics(x, rows);
    float[] scale = norm.scale(gamma, batch.variance());
    float[] shift = norm.shift(beta, scale, batch.mean());
    float[] gGamma = new float[channels];
    float[] gBeta = new float[channels];
    norm.backward(x, batch, gamma, g, gGamma, gBeta);

    BatchNormReference reference = new BatchNormReference(1e-5);
    for (int c = 0; c < channels; c++) {
      double[] column = column(x, c);
      double[] y = reference.forward(column, gamma[c], beta[c]);
      double[] gx = reference.backward(column, gamma[c], column(kept, c));
      for (int r = 0; r < rows; r++) {
        float[] out = new float[channels];
        norm.apply(x[r], scale, shift, out);
        assertEquals(y[r], out[c], 1e-5);
        assertEquals(gx[r], g[r][c], 1e-5);
      }
      assertEquals(gx[rows], gGamma[c], 1e-4);
      assertEquals(gx[rows + 1], gBeta[c], 1e-4);
    }
  }

  @Test
  void runningValuesMoveByTheMomentumTowardsTheUnbiasedBatch() {
    BatchNorm norm = new BatchNorm(1, 1e-5, 0.25);
    float[] mean = {2};
    float[] variance = {4};
    norm.updateRunning(norm.statistics(new float[][] {{1}, {3}, {8}}, 3), mean, variance);
    assertEquals(0.75f * 2 + 0.25f * 4, mean[0], 1e-6);
    assertEquals(0.75f * 4 + 0.25f * 13, variance[0], 1e-6);
  }

  private static double[] column(float[][] rows, int c) {
    return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
  }

  private static float[][] random(int seed, int rows, int channels) {
    RandomKey key = RandomKey.of(seed);
    float[][] x = new float[rows][channels];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        x[r][c] = (float) key.normal((long) r * channels + c);
      }
    }
    return x;
  }
}
