package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.hillock.compute.FiniteDifferences.assertGradient;
import static org.hillock.compute.FiniteDifferences.dot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencesTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "2, 5, 3, 4", "3, 7, 2, 8", "1, 17, 1, 5"})
  void attentionFollowsItsDefinition(int batch, int steps, int heads, int width) {
    for (boolean causal : new boolean[] {false, true}) {
      AttentionShape shape = new AttentionShape(batch, steps, heads, width, causal);
      Samples samples = new Samples(steps);
      float[] q = samples.floats(shape.size());
      float[] k = samples.floats(shape.size());
      float[] v = samples.floats(shape.size());
      float[] gy = samples.floats(shape.size());
      double[] wq = Samples.widened(q);
      double[] wk = Samples.widened(k);
      double[] wv = Samples.widened(v);
      try (Workers two = Workers.of(2)) {
        for (Kernels kernels : MatrixProductsTest.both(two)) {
          float[] shares = new float[shape.shares()];
          float[] y = new float[shape.size()];
          kernels.attention().forward(shape, q, k, v, shares, y);
          assertClose(attend(shape, wq, wk, wv), y, 2e-6, "y");
          float[] gq = new float[y.length];
          float[] gk = new float[y.length];
          float[] gv = new float[y.length];
          kernels.attention().backward(shape, q, k, v, shares, gy, gq, gk, gv);
          assertGradient(x -> dot(attend(shape, x, wk, wv), gy), q, gq, "q");
          assertGradient(x -> dot(attend(shape, wq, x, wv), gy), k, gk, "k");
          assertGradient(x -> dot(attend(shape, wq, wk, x), gy), v, gv, "v");
        }
      }
    }
  }

  @Test
  void aLaterPositionNeverChangesAnEarlierOne() {
    AttentionShape shape = new AttentionShape(1, 6, 2, 4, true);
    Samples samples = new Samples(9);
    float[] q = samples.floats(shape.size());
    float[] k = samples.floats(shape.size());
    float[] v = samples.floats(shape.size());
    float[] shares = new float[shape.shares()];
    float[] before = new float[shape.size()];
    float[] after = new float[shape.size()];
    AttentionKernels attention = Compute.kernels().attention();
    attention.forward(shape, q, k, v, shares, before);
    for (int i = 5 * 8; i < shape.size(); i++) {
      k[i] = 50;
      v[i] = -3;
    }
    attention.forward(shape, q, k, v, shares, after);
    for (int i = 0; i < 5 * 8; i++) {
      assertArrayEquals(new float[] {before[i]}, new float[] {after[i]});
    }
  }

  @Test
  void rotaryAgreesWithItsAuthorsAndTurnsBack() throws IOException {
    Golden golden = Golden.read("rope");
    int[] shape = golden.shape("x");
    int rows = shape[0] * shape[1] * shape[2];
    float[] x = golden.floats("x");
    Rotary rotary = new Rotary(shape[3], shape[2], 10000);
    rotary.rotate(x, 0, rows, shape[2], 1, shape[3], false);
    assertClose(golden.doubles("rotated"), x, 1e-6, "rotated");
    rotary.rotate(x, 0, rows, shape[2], 1, shape[3], true);
    assertClose(golden.doubles("x"), x, 1e-6, "x");
    assertThrows(IllegalArgumentException.class, () -> new Rotary(3, 2, 10000));
  }

  @Test
  void embeddingsAddTheGradientsOfEqualTokens() {
    float[] table = {1, 2, 3, 4, 5, 6};
    float[] y = new float[6];
    int[] tokens = {2, 0, 2};
    Embeddings.forward(table, 2, tokens, 3, y);
    assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6}, y);
    float[] g = new float[6];
    Embeddings.gradient(g, 2, tokens, 3, new float[] {1, 2, 3, 4, 5, 6});
    assertArrayEquals(new float[] {3, 4, 0, 0, 6, 8}, g);
    assertThrows(
        IllegalArgumentException.class,
        () -> Embeddings.forward(table, 2, new int[] {3}, 1, new float[2]));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 4"})
  void theLstmCellFollowsItsDefinition(int batch, int n) {
    Samples samples = new Samples(n);
    float[] in = samples.floats(batch * 4 * n);
    float[] c = samples.floats(batch * n);
    float[] gh = samples.floats(batch * n);
    float[] gcAfter = samples.floats(batch * n);
    float[] gates = in.clone();
    float[] after = new float[c.length];
    float[] h = new float[c.length];
    LstmCell.forward(batch, n, gates, c, after, h);
    double[] wi = Samples.widened(in);
    double[] wc = Samples.widened(c);
    double[] expected = cell(batch, n, wi, wc);
    assertClose(java.util.Arrays.copyOf(expected, h.length), h, 1e-6, "h");
    float[] both = java.util.Arrays.copyOf(gh, 2 * h.length);
    System.arraycopy(gcAfter, 0, both, h.length, h.length);
    float[] gc = gcAfter.clone();
    float[] gGates = new float[gates.length];
    LstmCell.backward(batch, n, gates, c, after, gh, gc, gGates);
    assertGradient(x -> dot(cell(batch, n, x, wc), both), in, gGates, "gates");
    assertGradient(x -> dot(cell(batch, n, wi, x), both), c, gc, "cells");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 5"})
  void theScanFollowsItsDefinition(int steps, int n) {
    for (boolean varying : new boolean[] {false, true}) {
      Samples samples = new Samples(steps);
      float[] a = samples.floats(varying ? steps * n : n);
      float[] x = samples.floats(steps * n);
      float[] y0 = samples.floats(n);
      float[] gy = samples.floats(steps * n);
      float[] y = new float[x.length];
      LinearScan.forward(steps, n, a, varying, x, y0.clone(), y);
      double[] wa = Samples.widened(a);
      double[] wx = Samples.widened(x);
      double[] w0 = Samples.widened(y0);
      assertClose(scan(steps, n, wa, wx, w0), y, 1e-6, "y");
      float[] gState = new float[n];
      float[] gx = new float[x.length];
      float[] ga = new float[a.length];
      LinearScan.backward(steps, n, a, varying, y0, y, gy, gState, gx, ga);
      assertGradient(v -> dot(scan(steps, n, v, wx, w0), gy), a, ga, "a");
      assertGradient(v -> dot(scan(steps, n, wa, v, w0), gy), x, gx, "x");
      assertGradient(v -> dot(scan(steps, n, wa, wx, v), gy), y0, gState, "state");
    }
  }

  private static double[] attend(AttentionShape s, double[] q, double[] k, double[] v) {
    double[] y = new double[q.length];
    int row = s.heads() * s.width();
    for (int p = 0; p < s.batch() * s.heads() * s.steps(); p++) {
      int i = p % s.steps();
      int head = p / s.steps() % s.heads();
      int base = p / s.steps() / s.heads() * s.steps() * row + head * s.width();
      int seen = s.causal() ? i + 1 : s.steps();
      double[] e = new double[seen];
      double sum = 0;
      for (int j = 0; j < seen; j++) {
        for (int d = 0; d < s.width(); d++) {
          e[j] += q[base + i * row + d] * k[base + j * row + d] / Math.sqrt(s.width());
        }
        e[j] = Math.exp(e[j]);
        sum += e[j];
      }
      for (int j = 0; j < seen; j++) {
        for (int d = 0; d < s.width(); d++) {
          y[base + i * row + d] += e[j] / sum * v[base + j * row + d];
        }
      }
    }
    return y;
  }

  /** Outputs, then cells. */
  private static double[] cell(int batch, int n, double[] in, double[] c) {
    double[] y = new double[2 * batch * n];
    for (int u = 0; u < batch * n; u++) {
      int at = u / n * 4 * n + u % n;
      double i = 1 / (1 + Math.exp(-in[at]));
      double f = 1 / (1 + Math.exp(-in[at + n]));
      double o = 1 / (1 + Math.exp(-in[at + 3 * n]));
      double after = f * c[u] + i * Math.tanh(in[at + 2 * n]);
      y[u] = o * Math.tanh(after);
      y[batch * n + u] = after;
    }
    return y;
  }

  private static double[] scan(int steps, int n, double[] a, double[] x, double[] y0) {
    double[] y = new double[steps * n];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i % a.length] * (i < n ? y0[i] : y[i - n]) + x[i];
    }
    return y;
  }
}
