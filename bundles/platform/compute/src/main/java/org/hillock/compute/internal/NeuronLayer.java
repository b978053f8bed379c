package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.LifRule;
import org.hillock.compute.Matrix;
import org.hillock.compute.SpikeBits;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;

/**
 * Neurons behind a matrix, in blocks of 128 outputs: forwards a few samples at a time, whose
 * membranes stay in the cache over all steps; backwards one sample at a time, whose gradients do.
 * The weights of a block belong to one part.
 */
final class NeuronLayer {
  private static final int OUTPUTS = 128;
  private static final int SAMPLES = 16;

  private final Workers workers;
  private final LifSteps lif;
  private final RowAdder adder;
  private final SpikeColumns columns = new SpikeColumns();
  private final float[][] tiles;
  private final float[][] spikes;

  NeuronLayer(Workers workers, LifSteps lif, RowAdder adder) {
    this.workers = workers;
    this.lif = lif;
    this.adder = adder;
    tiles = new float[workers.threads()][0];
    spikes = new float[workers.threads()][OUTPUTS];
  }

  void forward(
      LifRule rule,
      int steps,
      int batch,
      SpikeRows in,
      Matrix w,
      float[] v,
      float[] h,
      float[] s,
      SpikeBits bits) {
    int outputs = w.columns();
    if (bits != null) {
      bits.clear(steps * batch, outputs);
    }
    int blocks = (outputs + OUTPUTS - 1) / OUTPUTS;
    int groups = (batch + SAMPLES - 1) / SAMPLES;
    workers.run(
        blocks * groups,
        (part, worker) -> {
          int from = part / groups * OUTPUTS;
          int n = Math.min(OUTPUTS, outputs - from);
          int end = Math.min(batch, (part % groups + 1) * SAMPLES);
          // Steps outside: rows of one step are neighbours in memory, those of one sample far
          // apart.
          for (int t = 0; t < steps; t++) {
            for (int b = part % groups * SAMPLES; b < end; b++) {
              int row = t * batch + b;
              step(rule, row, b * outputs + from, in, w, from, n, v, h, s, bits, worker);
            }
          }
        });
  }

  private void step(
      LifRule rule,
      int row,
      int vAt,
      SpikeRows in,
      Matrix w,
      int from,
      int n,
      float[] v,
      float[] h,
      float[] s,
      SpikeBits bits,
      int worker) {
    float[] current = tile(worker, OUTPUTS);
    float[] values = in.binary() ? null : in.values();
    int at = row * w.columns() + from;
    int first = in.starts()[row];
    int last = in.starts()[row + 1];
    int weights = w.offset() + from;
    Arrays.fill(current, 0, n, 0);
    adder.add(in.units(), values, first, last, w.data(), weights, w.rowStride(), current, 0, n);
    float[] fired = s == null && bits != null ? spikes[worker] : s;
    int firedAt = fired == s ? at : 0;
    lif.forward(rule, current, 0, v, vAt, h, at, fired, firedAt, n);
    for (int j = 0; bits != null && j < n; j += 64) {
      int word = row * bits.stride() + (from + j) / 64;
      bits.words()[word] = lif.bits(fired, firedAt + j, Math.min(64, n - j));
    }
  }

  void backward(
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
    columns.read(in, batch);
    float[] values = in.binary() ? null : columns.values();
    int outputs = gw.columns();
    workers.run(
        (outputs + OUTPUTS - 1) / OUTPUTS,
        (part, worker) -> {
          int from = part * OUTPUTS;
          int n = Math.min(OUTPUTS, outputs - from);
          float[] g = tile(worker, steps * n);
          for (int b = 0; b < batch; b++) {
            int first = b * outputs + from;
            currents(rule, steps, batch * outputs, first, n, v0, h, gs, gm, gv, g, worker);
            for (int t = 0; gx != null && t < steps; t++) {
              System.arraycopy(g, t * n, gx, t * batch * outputs + first, n);
            }
            weights(values, b, g, n, gw, from);
          }
        });
  }

  /** Gradients of the currents of one sample, {@code [steps][n]}. */
  private void currents(
      LifRule rule,
      int steps,
      int stride,
      int first,
      int n,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gv,
      float[] g,
      int worker) {
    for (int t = steps - 1; t >= 0; t--) {
      int at = t * stride + first;
      float[] before = t == 0 ? v0 : h;
      int beforeAt = t == 0 ? first : at - stride;
      Membranes.add(gm, at, gv, first, n);
      lif.backward(rule, before, beforeAt, h, at, gs, at, gv, first, g, t * n, n, spikes[worker]);
    }
  }

  private void weights(float[] values, int b, float[] g, int n, Matrix gw, int from) {
    int base = b * gw.rows();
    for (int i = 0; i < gw.rows(); i++) {
      int first = columns.starts()[base + i];
      int last = columns.starts()[base + i + 1];
      if (first < last) {
        int at = gw.offset() + i * gw.rowStride() + from;
        adder.add(columns.steps(), values, first, last, g, 0, n, gw.data(), at, n);
      }
    }
  }

  private float[] tile(int worker, int n) {
    if (tiles[worker].length < n) {
      tiles[worker] = new float[n];
    }
    return tiles[worker];
  }
}
