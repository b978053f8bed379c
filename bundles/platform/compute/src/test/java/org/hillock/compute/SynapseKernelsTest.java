package org.hillock.compute;

import static org.hillock.compute.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SynapseKernelsTest {
  @ParameterizedTest
  @ValueSource(strings = {"kernel-gauss", "kernel-max", "kernel-v1", "kernel-v0"})
  void kernelsAgreeWithTheirAuthors(String name) throws IOException {
    Golden golden = Golden.read(name);
    int inputs = (int) golden.number("in_channels");
    int outputs = (int) golden.number("out_channels");
    int taps = (int) golden.number("dilated_kernel_size");
    DelayShape shape = new DelayShape(inputs, outputs, taps, 0);
    TapForm form = TapForm.valueOf(golden.text("version").toUpperCase(Locale.ROOT));
    boolean wide = form == TapForm.GAUSS || form == TapForm.MAX;
    float[] w = turned(golden.floats("params/weight"), outputs, inputs);
    float[] p = turned(golden.floats("params/P"), outputs, inputs);
    float[] sigma =
        wide ? turned(golden.floats("params/SIG"), outputs, inputs) : new float[w.length];
    for (Kernels kernels : MatrixProductsTest.both(Workers.single())) {
      float[] kernel = new float[shape.kernelSize()];
      kernels.synapses().build(form, shape, w, p, sigma, kernel, false);
      assertClose(
          golden.doubles("outputs/kernel"), published(kernel, shape), 1e-6, kernels.provider());
      float[] gw = new float[w.length];
      float[] gp = new float[w.length];
      float[] gs = new float[w.length];
      float[] g = ours(golden.floats("cotangent"), shape);
      kernels.synapses().gradients(form, shape, w, p, sigma, g, gw, gp, gs);
      assertClose(golden.doubles("grads/weight"), turned(gw, inputs, outputs), 2e-6, "weight");
      assertClose(golden.doubles("grads/P"), turned(gp, inputs, outputs), 2e-6, "P");
      if (wide) {
        assertClose(golden.doubles("grads/SIG"), turned(gs, inputs, outputs), 2e-6, "SIG");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv-gauss", "conv-max"})
  void delayedLayersAgreeWithTheirAuthors(String name) throws IOException {
    Golden golden = Golden.read(name);
    int inputs = (int) golden.number("in_channels");
    int outputs = (int) golden.number("out_channels");
    int taps = (int) golden.number("dilated_kernel_size");
    DelayShape shape = new DelayShape(inputs, outputs, taps, (int) golden.number("left_padding"));
    TapForm form = TapForm.valueOf(golden.text("version").toUpperCase(Locale.ROOT));
    float[] w = turned(golden.floats("params/weight"), outputs, inputs);
    float[] p = turned(golden.floats("params/P"), outputs, inputs);
    float[] sigma = turned(golden.floats("params/SIG"), outputs, inputs);
    int batch = golden.shape("inputs/x")[0];
    int steps = golden.shape("inputs/x")[2];
    int outSteps = golden.shape("outputs/y")[2];
    // [batch][channel][step] is the transpose of [step][batch * channel].
    float[] x = turned(golden.floats("inputs/x"), batch * inputs, steps);
    float[] gy = turned(golden.floats("cotangent"), batch * outputs, outSteps);
    SpikeRows rows = new SpikeRows();
    rows.readDense(x, 0, steps * batch, inputs);
    for (Kernels kernels : MatrixProductsTest.both(Workers.single())) {
      float[] kernel = new float[shape.kernelSize()];
      kernels.synapses().build(form, shape, w, p, sigma, kernel, false);
      float[] y = new float[gy.length];
      kernels.delays().forward(shape, batch, rows, kernel, outSteps, y);
      assertClose(
          golden.doubles("outputs/y"), turned(y, outSteps, batch * outputs), 1e-6, "events");
      kernels.delays().forward(shape, batch, steps, x, kernel, outSteps, y);
      assertClose(golden.doubles("outputs/y"), turned(y, outSteps, batch * outputs), 2e-6, "dense");
      float[] gKernel = new float[kernel.length];
      float[] gw = new float[w.length];
      float[] gp = new float[w.length];
      kernels.delays().kernelGradient(shape, batch, rows, outSteps, gy, gKernel);
      kernels.synapses().gradients(form, shape, w, p, sigma, gKernel, gw, gp, null);
      assertClose(golden.doubles("grads/weight"), turned(gw, inputs, outputs), 5e-6, "weight");
      assertClose(golden.doubles("grads/P"), turned(gp, inputs, outputs), 5e-6, "P");
      float[] gx = new float[x.length];
      kernels.delays().inputGradient(shape, batch, outSteps, gy, kernel, steps, gx);
      assertClose(golden.doubles("grads/x"), turned(gx, steps, batch * inputs), 5e-6, "x");
    }
  }

  @ParameterizedTest
  @EnumSource(TapForm.class)
  void providersAgreeForEveryFormAndWidth(TapForm form) {
    for (int outputs : new int[] {3, 16, 64}) {
      DelayShape shape = new DelayShape(5, outputs, 25, 24);
      Samples samples = new Samples(outputs);
      int n = 5 * outputs;
      float[] w = samples.floats(n);
      float[] p = samples.floats(n);
      float[] sigma = samples.floats(n);
      for (int i = 0; i < n; i++) {
        p[i] *= 12;
        sigma[i] *= i % 3 == 0 ? 12 : 0.23f;
      }
      float[] g = samples.floats(shape.kernelSize());
      float[][] plain = run(Compute.plain(Workers.single()), form, shape, w, p, sigma, g);
      float[][] vector = run(Compute.kernels(), form, shape, w, p, sigma, g);
      for (int i = 0; i < plain.length; i++) {
        assertClose(plain[i], vector[i], 1e-5, form + " " + i);
      }
      try (Workers two = Workers.of(2)) {
        float[][] more = run(Compute.kernels(two), form, shape, w, p, sigma, g);
        for (int i = 0; i < more.length; i++) {
          assertArrayEquals(vector[i], more[i]);
        }
      }
    }
  }

  private static float[][] run(
      Kernels kernels,
      TapForm form,
      DelayShape shape,
      float[] w,
      float[] p,
      float[] sigma,
      float[] g) {
    float[] kernel = g.clone();
    float[] gw = new float[w.length];
    float[] gp = new float[w.length];
    float[] gs = new float[w.length];
    kernels.synapses().build(form, shape, w, p, sigma, kernel, true);
    kernels.synapses().gradients(form, shape, w, p, sigma, g, gw, gp, gs);
    return new float[][] {kernel, gw, gp, gs};
  }

  /** The transpose of a matrix of that many rows and columns. */
  private static float[] turned(float[] x, int rows, int columns) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i % columns * rows + i / columns] = x[i];
    }
    return y;
  }

  /** {@code [outputs][inputs][taps]} as ours. */
  private static float[] ours(float[] published, DelayShape shape) {
    return turned(published, shape.outputs(), shape.inputs() * shape.taps());
  }

  private static float[] published(float[] ours, DelayShape shape) {
    return turned(ours, shape.inputs() * shape.taps(), shape.outputs());
  }
}
