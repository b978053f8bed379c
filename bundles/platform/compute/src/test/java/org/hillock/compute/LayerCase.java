package org.hillock.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A spiking layer with inputs and weights whose sums are exact, computed in two ways. */
final class LayerCase {
  private final LifRule rule;
  private final int steps;
  private final int batch;
  private final int inputs;
  private final int outputs;
  private final float[] dense;
  private final SpikeRows in = new SpikeRows();
  private final Matrix w;
  private final float[] v0;
  private final float[] gs;
  private final float[] gm;
  private final float[] gv;
  private final float[] gw;

  LayerCase(LifRule rule, int steps, int batch, int inputs, int outputs, long seed) {
    this.rule = rule;
    this.steps = steps;
    this.batch = batch;
    this.inputs = inputs;
    this.outputs = outputs;
    Samples samples = new Samples(seed);
    int rows = steps * batch;
    dense = seed == 1 ? samples.counts(rows * inputs, 0.2) : samples.spikes(rows * inputs, 0.2);
    in.readDense(dense, 0, rows, inputs);
    w = Matrix.of(samples.grid(inputs * outputs), inputs, outputs);
    v0 = samples.grid(batch * outputs);
    gs = samples.floats(rows * outputs);
    gm = samples.floats(rows * outputs);
    gv = samples.floats(batch * outputs);
    gw = samples.floats(inputs * outputs);
  }

  record Result(float[] v, float[] h, float[] s, float[] gv, float[] gx, float[] gw) {}

  /** In plain Java: a dense product, then independent neurons. */
  Result apart() {
    Kernels plain = Compute.plain(Workers.single());
    int rows = steps * batch;
    int n = batch * outputs;
    float[] x = new float[rows * outputs];
    Matrix d = Matrix.of(dense, rows, inputs);
    plain.matrices().multiply(d, w, Matrix.of(x, rows, outputs), false);
    Result r = empty();
    plain.neurons().forward(rule, steps, n, x, r.v, r.h, r.s);
    plain.neurons().backward(rule, steps, n, v0, r.h, gs, gm, r.gv, r.gx);
    Matrix g = Matrix.of(r.gx, rows, outputs);
    plain.matrices().multiply(d.transposed(), g, Matrix.of(r.gw, inputs, outputs), true);
    return r;
  }

  Result fused(Kernels kernels) {
    Result r = empty();
    NeuronKernels neurons = kernels.neurons();
    neurons.forward(rule, steps, batch, in, w, r.v, r.h, r.s, null);
    Matrix g = Matrix.of(r.gw, inputs, outputs);
    neurons.backward(rule, steps, batch, in, v0, r.h, gs, gm, r.gv, r.gx, g);
    return r;
  }

  void checkBits(Kernels kernels, float[] s) {
    SpikeBits bits = new SpikeBits();
    kernels.neurons().forward(rule, steps, batch, in, w, v0.clone(), null, null, bits);
    for (int i = 0; i < s.length; i++) {
      assertEquals(s[i] == 1, bits.get(i / outputs, i % outputs));
    }
  }

  private Result empty() {
    int n = steps * batch * outputs;
    return new Result(v0.clone(), new float[n], new float[n], gv.clone(), new float[n], gw.clone());
  }
}
