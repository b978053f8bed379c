package org.hillock.models.delays.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hillock.api.model.RandomKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayedConvolutionTest {
  @ParameterizedTest
  @CsvSource({
    "5, 4, 1, 1, 9, 8, 4, GAUSS, 0.5",
    "6, 4, 2, 1, 7, 6, 3, MAX, 0.3",
    "4, 8, 4, 3, 5, 4, 2, GAUSS, 1.0",
    "3, 21, 1, 2, 5, 1, 6, V1, 0.2",
    "9, 3, 3, 2, 3, 0, 0, V0, 0.7",
    "28, 64, 1, 1, 15, 14, 7, GAUSS, 0.4",
    "2, 2, 1, 1, 1, 0, 0, V1, 1.0",
    "3, 5, 1, 1, 6, 5, 2, GAUSS, 0.6"
  })
  void forwardAndGradientsAgreeWithTheDefinition(
      int in,
      int out,
      int groups,
      int count,
      int taps,
      int left,
      int right,
      KernelForm form,
      double density) {
    DelayShape shape = new DelayShape(in, out, groups, count, taps, left, right);
    RandomKey key = RandomKey.of(in * 100L + out);
    float[] w = values(key.child(0), shape.synapses(), 1, 1);
    float[] p = values(key.child(1), shape.synapses(), taps / 4.0, 1);
    float[] s = values(key.child(2), shape.synapses(), 1, 1);
    int[] lengths = {11, 1, 8};
    Sequences sequences = Sequences.of(lengths);
    float[][] x = rows(key.child(3), sequences.total(), in, density);

    DelayKernel kernel = new DelayKernel(shape);
    kernel.build(form, w, p, s);
    DelayedConvolution convolution = new DelayedConvolution(shape);
    RowBuffer y = new RowBuffer(out);
    Sequences grown = convolution.forward(x, sequences, kernel.rows(), y);
    float[][] gy = rows(key.child(4), grown.total(), out, 1);
    float[][][] gKernel = new float[in][taps][out];
    convolution.kernelGradient(gy, gKernel);
    RowBuffer gx = new RowBuffer(in);
    convolution.inputGradient(gy, kernel.rows(), gx);
    float[] gw = new float[w.length];
    float[] gp = new float[w.length];
    kernel.backward(form, w, p, s, gKernel, gw, gp, null);

    ReferenceLayer reference = new ReferenceLayer(shape, form);
    double[][][] exact = reference.kernel(doubles(w), doubles(p), doubles(s));
    double[][][] gExact = new double[out][in][taps];
    for (int b = 0; b < lengths.length; b++) {
      double[][] sample = part(x, sequences, b);
      double[][] expected = reference.forward(sample, exact);
      assertRows("y", expected, part(y.rows(0), grown, b));
      double[][] gSample = reference.backward(sample, exact, part(gy, grown, b), gExact);
      assertRows("gradient of x", gSample, part(gx.rows(0), sequences, b));
    }
    double[] g = reference.kernelBackward(doubles(w), doubles(p), doubles(s), gExact);
    for (int n = 0; n < w.length; n++) {
      assertEquals(g[n], gw[n], 1e-4 * Math.max(1, Math.abs(g[n])), "gradient of W at " + n);
      double gPosition = g[w.length + n];
      assertEquals(gPosition, gp[n], 1e-4 * Math.max(1, Math.abs(gPosition)), "of P at " + n);
    }
  }

  private static void assertRows(String what, double[][] expected, double[][] actual) {
    assertEquals(expected.length, actual.length, what + ": steps");
    for (int t = 0; t < expected.length; t++) {
      for (int c = 0; c < expected[t].length; c++) {
        assertEquals(expected[t][c], actual[t][c], 1e-4, what + " at " + t + ", " + c);
      }
    }
  }

  private static double[][] part(float[][] rows, Sequences layout, int sample) {
    double[][] part = new double[layout.lengths()[sample]][];
    for (int t = 0; t < part.length; t++) {
      part[t] = doubles(rows[layout.starts()[sample] + t]);
    }
    return part;
  }

  static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  static float[][] rows(RandomKey key, int count, int width, double density) {
    float[][] rows = new float[count][];
    for (int r = 0; r < count; r++) {
      rows[r] = values(key.child(r), width, 1, density);
    }
    return rows;
  }

  static float[] values(RandomKey key, int count, double scale, double density) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      boolean there = key.child("there").uniform(i) < density;
      values[i] = there ? (float) (scale * key.normal(i)) : 0;
    }
    return values;
  }
}
