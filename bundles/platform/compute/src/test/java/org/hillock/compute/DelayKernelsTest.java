package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayKernelsTest {
  // inputs, outputs, taps, left, steps, outSteps, batch
  private static final String SHAPES =
      """
      1, 1, 1, 0, 1, 1, 1
      3, 5, 4, 3, 6, 6, 2
      7, 32, 9, 8, 12, 16, 5
      14, 40, 25, 24, 30, 42, 3
      9, 17, 13, 6, 11, 11, 9
      5, 64, 31, 30, 20, 35, 4
      4, 16, 5, 0, 7, 3, 2
      20, 24, 25, 12, 40, 40, 16
      """;

  @ParameterizedTest
  @CsvSource(textBlock = SHAPES)
  void everyFormAgreesWithTheDefinition(
      int inputs, int outputs, int taps, int left, int steps, int outSteps, int batch) {
    DelayShape shape = new DelayShape(inputs, outputs, taps, left);
    for (long seed = 1; seed <= 2; seed++) {
      Samples samples = new Samples(seed);
      float[] x =
          seed == 1
              ? samples.spikes(steps * batch * inputs, 0.15)
              : samples.counts(steps * batch * inputs, 0.3);
      float[] kernel = samples.grid(shape.kernelSize());
      float[] gy = samples.grid(outSteps * batch * outputs);
      double[] y = new double[gy.length];
      double[] gx = new double[x.length];
      double[] gKernel = new double[kernel.length];
      define(shape, batch, steps, outSteps, x, kernel, gy, y, gx, gKernel);
      SpikeRows rows = new SpikeRows();
      rows.readDense(x, 0, steps * batch, inputs);
      try (Workers two = Workers.of(2)) {
        for (Workers workers : List.of(Workers.single(), two)) {
          for (Kernels kernels : MatrixProductsTest.both(workers)) {
            DelayKernels delays = kernels.delays();
            float[] a = new float[y.length];
            delays.forward(shape, batch, rows, kernel, outSteps, a);
            assertClose(y, a, 0, kernels.provider() + " events");
            delays.forward(shape, batch, steps, x, kernel, outSteps, a);
            assertClose(y, a, 5e-6, kernels.provider() + " dense");
            float[] b = new float[kernel.length];
            delays.kernelGradient(shape, batch, rows, outSteps, gy, b);
            assertClose(gKernel, b, 0, kernels.provider() + " kernel");
            float[] c = new float[x.length];
            delays.inputGradient(shape, batch, outSteps, gy, kernel, steps, c);
            assertClose(gx, c, 5e-6, kernels.provider() + " inputs");
          }
        }
      }
    }
  }

  @Test
  void twoThreadsGiveTheSameBits() {
    DelayShape shape = new DelayShape(11, 70, 25, 24);
    int batch = 7;
    int steps = 28;
    Samples samples = new Samples(3);
    float[] x = samples.floats(steps * batch * 11);
    float[] kernel = samples.floats(shape.kernelSize());
    float[] gy = samples.floats(40 * batch * 70);
    SpikeRows rows = new SpikeRows();
    rows.readDense(x, 0, steps * batch, 11);
    try (Workers two = Workers.of(2)) {
      List<Kernels> one = MatrixProductsTest.both(Workers.single());
      List<Kernels> more = MatrixProductsTest.both(two);
      for (int i = 0; i < one.size(); i++) {
        float[][] a = all(one.get(i).delays(), shape, batch, steps, x, rows, kernel, gy);
        float[][] b = all(more.get(i).delays(), shape, batch, steps, x, rows, kernel, gy);
        for (int j = 0; j < a.length; j++) {
          assertArrayEquals(a[j], b[j]);
        }
      }
    }
  }

  private static float[][] all(
      DelayKernels delays,
      DelayShape shape,
      int batch,
      int steps,
      float[] x,
      SpikeRows rows,
      float[] kernel,
      float[] gy) {
    float[][] r = {
      new float[gy.length], new float[gy.length], new float[kernel.length], new float[x.length]
    };
    delays.forward(shape, batch, rows, kernel, 40, r[0]);
    delays.forward(shape, batch, steps, x, kernel, 40, r[1]);
    delays.kernelGradient(shape, batch, rows, 40, gy, r[2]);
    delays.inputGradient(shape, batch, 40, gy, kernel, steps, r[3]);
    return r;
  }

  @Test
  void inputsThatDoNotFitAreRefused() {
    DelayShape shape = new DelayShape(3, 2, 4, 3);
    SpikeRows rows = new SpikeRows();
    rows.readDense(new float[10], 0, 5, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> Compute.kernels().delays().forward(shape, 1, rows, new float[24], 5, new float[10]));
    assertThrows(IllegalArgumentException.class, () -> new DelayShape(3, 2, 4, 4));
  }

  private static void define(
      DelayShape shape,
      int batch,
      int steps,
      int outSteps,
      float[] x,
      float[] kernel,
      float[] gy,
      double[] y,
      double[] gx,
      double[] gKernel) {
    int ni = shape.inputs();
    int no = shape.outputs();
    for (int t = 0; t < outSteps; t++) {
      for (int k = 0; k < shape.taps(); k++) {
        int u = t + k - shape.left();
        for (int b = 0; u >= 0 && u < steps && b < batch; b++) {
          for (int i = 0; i < ni; i++) {
            int from = (u * batch + b) * ni + i;
            for (int o = 0; o < no; o++) {
              int to = (t * batch + b) * no + o;
              int tap = (i * shape.taps() + k) * no + o;
              y[to] += (double) kernel[tap] * x[from];
              gx[from] += (double) kernel[tap] * gy[to];
              gKernel[tap] += (double) gy[to] * x[from];
            }
          }
        }
      }
    }
  }
}
