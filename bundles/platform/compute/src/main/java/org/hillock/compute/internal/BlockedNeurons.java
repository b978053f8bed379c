package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.LifRule;
import org.hillock.compute.Matrix;
import org.hillock.compute.NeuronKernels;
import org.hillock.compute.SpikeBits;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;

/** Neurons in blocks whose membranes stay in the nearest cache over all steps. */
public final class BlockedNeurons implements NeuronKernels {
  private static final int NEURONS = 2048;

  private final Workers workers;
  private final LifSteps lif;
  private final NeuronLayer layer;
  private final float[][] scratch;

  /** Neurons that share blocks among workers. */
  public BlockedNeurons(Workers workers, LifSteps lif, RowAdder adder) {
    this.workers = workers;
    this.lif = lif;
    layer = new NeuronLayer(workers, lif, adder);
    scratch = new float[workers.threads()][NEURONS];
  }

  @Override
  public void forward(
      LifRule rule, int steps, int neurons, float[] x, float[] v, float[] h, float[] s) {
    check(steps, neurons, x, v, h, s);
    workers.run(
        (neurons + NEURONS - 1) / NEURONS,
        (part, worker) -> {
          int from = part * NEURONS;
          int n = Math.min(NEURONS, neurons - from);
          for (int t = 0; t < steps; t++) {
            int at = t * neurons + from;
            lif.forward(rule, x, at, v, from, h, at, s, at, n);
          }
        });
  }

  @Override
  public void backward(
      LifRule rule,
      int steps,
      int neurons,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gv,
      float[] gx) {
    check(steps, neurons, h, gv, gs, gx);
    workers.run(
        (neurons + NEURONS - 1) / NEURONS,
        (part, worker) -> {
          int from = part * NEURONS;
          int n = Math.min(NEURONS, neurons - from);
          for (int t = steps - 1; t >= 0; t--) {
            int at = t * neurons + from;
            float[] before = t == 0 ? v0 : h;
            int beforeAt = t == 0 ? from : at - neurons;
            Membranes.add(gm, at, gv, from, n);
            lif.backward(
                rule, before, beforeAt, h, at, gs, at, gv, from, gx, at, n, scratch[worker]);
          }
        });
  }

  @Override
  public void settingGradients(
      LifRule rule,
      int steps,
      int neurons,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gvEnd,
      double[] sums) {
    check(steps, neurons, h, gvEnd, gs, null);
    LifSettings.gradients(rule, steps, neurons, v0, h, gs, gm, gvEnd, sums);
  }

  @Override
  public void forward(
      LifRule rule,
      int steps,
      int batch,
      SpikeRows in,
      Matrix w,
      float[] v,
      float[] h,
      float[] s,
      SpikeBits bits) {
    check(steps, batch, in, w);
    check(steps, batch * w.columns(), null, v, h, s);
    layer.forward(rule, steps, batch, in, w, v, h, s, bits);
  }

  @Override
  public void backward(
      LifRule rule,
      int steps,
      int batch,
      SpikeRows in,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gv,
      float[] gx,
      Matrix gw) {
    check(steps, batch, in, gw);
    check(steps, batch * gw.columns(), h, gv, gs, gx);
    layer.backward(rule, steps, batch, in, v0, h, gs, gm, gv, gx, gw);
  }

  private static void check(int steps, int batch, SpikeRows in, Matrix w) {
    if (in.rows() != steps * batch || in.width() != w.rows() || w.columnStride() != 1) {
      throw new IllegalArgumentException(
          "layer: expected "
              + steps * batch
              + " rows as wide as contiguous weights "
              + w
              + " have rows, got sparse["
              + in.rows()
              + ", "
              + in.width()
              + "]");
    }
  }

  private static void check(int steps, int neurons, float[] a, float[] v, float[] b, float[] c) {
    for (float[] sequence : Arrays.asList(a, b, c)) {
      if (sequence != null) {
        Shapes.length("sequence", steps * neurons, 0, sequence.length);
      }
    }
    Shapes.length("membranes", neurons, 0, v.length);
  }
}
