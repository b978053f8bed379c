package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.hillock.compute.FiniteDifferences.assertGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {
  @ParameterizedTest
  @CsvSource({"1, 2", "4, 3", "7, 10"})
  void crossEntropyFollowsItsDefinition(int rows, int classes) {
    Samples samples = new Samples(rows);
    float[] x = samples.floats(rows * classes);
    int[] targets = new int[rows];
    float[] shares = new float[x.length];
    for (int r = 0; r < rows; r++) {
      targets[r] = samples.below(classes);
      shares[r * classes + targets[r]] = 1;
    }
    float[] gx = new float[x.length];
    double loss = Losses.crossEntropy(rows, classes, x, targets, gx);
    assertEquals(entropy(rows, classes, Samples.widened(x), shares), loss, 1e-12);
    assertGradient(v -> entropy(rows, classes, v, shares), x, gx, "class");
    float[] soft = samples.floats(x.length);
    loss = Losses.crossEntropy(rows, classes, x, soft, gx);
    assertEquals(entropy(rows, classes, Samples.widened(x), soft), loss, 1e-12);
    assertGradient(v -> entropy(rows, classes, v, soft), x, gx, "shares");
  }

  @Test
  void aClassOutsideTheRowIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Losses.crossEntropy(1, 2, new float[2], new int[] {2}, new float[2]));
  }

  @Test
  void binaryCrossEntropyFollowsItsDefinition() {
    Samples samples = new Samples(2);
    float[] x = samples.floats(9);
    float[] t = {0, 1, 0.5f, 0, 1, 0.25f, 0, 1, 1};
    float[] gx = new float[9];
    double loss = Losses.binaryCrossEntropy(9, x, t, gx);
    assertEquals(binary(Samples.widened(x), t), loss, 1e-12);
    assertGradient(v -> binary(v, t), x, gx, "x");
  }

  @Test
  void binaryCrossEntropyOfLargeScoresIsFinite() {
    float[] gx = new float[2];
    float[] x = {1000, -1000};
    assertEquals(1000, Losses.binaryCrossEntropy(2, x, new float[] {0, 1}, gx), 1e-9);
    assertEquals(0.5f, gx[0]);
    assertEquals(-0.5f, gx[1]);
  }

  @Test
  void meanSquareFollowsItsDefinition() {
    Samples samples = new Samples(3);
    float[] x = samples.floats(7);
    float[] t = samples.floats(7);
    float[] gx = new float[7];
    double loss = Losses.meanSquare(7, x, t, gx);
    assertEquals(square(Samples.widened(x), t), loss, 1e-12);
    assertGradient(v -> square(v, t), x, gx, "x");
  }

  @Test
  void relativeLossesAgreeWithTheirAuthors() throws IOException {
    Golden golden = Golden.read("losses");
    int n = (int) golden.number("n");
    float[] x = golden.floats("pred");
    float[] t = golden.floats("target");
    float[] gx = new float[x.length];
    assertEquals(golden.doubles("l2_rel_sum")[0], Losses.relativeL2(2, n * n, x, t, gx), 1e-6);
    assertClose(golden.doubles("grad_l2"), gx, 1e-6, "L2");
    assertEquals(golden.doubles("h1_rel_sum")[0], Losses.relativeH1(2, n, n, x, t, gx), 1e-6);
    assertClose(golden.doubles("grad_h1"), gx, 1e-6, "H1");
  }

  @Test
  void relativeLossesOfAnExactResultAreZero() {
    float[] x = new Samples(4).floats(30);
    float[] gx = new Samples(5).floats(30);
    assertEquals(0, Losses.relativeL2(2, 15, x, x, gx));
    assertClose(new double[30], gx, 0, "L2");
    assertEquals(0, Losses.relativeH1(2, 3, 5, x, x, gx));
    assertClose(new double[30], gx, 0, "H1");
  }

  private static double entropy(int rows, int classes, double[] x, float[] shares) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(x[r * classes + j]);
      }
      for (int j = 0; j < classes; j++) {
        loss += shares[r * classes + j] * (Math.log(sum) - x[r * classes + j]);
      }
    }
    return loss / rows;
  }

  private static double binary(double[] x, float[] t) {
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      double f = 1 / (1 + Math.exp(-x[i]));
      loss -= t[i] * Math.log(f) + (1 - t[i]) * Math.log(1 - f);
    }
    return loss / x.length;
  }

  private static double square(double[] x, float[] t) {
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      loss += (x[i] - t[i]) * (x[i] - t[i]);
    }
    return loss / x.length;
  }
}
