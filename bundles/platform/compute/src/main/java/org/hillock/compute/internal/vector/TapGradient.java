package org.hillock.compute.internal.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.hillock.compute.DelayShape;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;

/**
 * Gradient of a kernel. A tile has the output gradients of one vector of outputs and four samples,
 * with rows of zeros around each sample; an event of an input adds the tile's rows before it to the
 * input's taps, many taps in registers at a time. The events of an input in four samples are one
 * list.
 */
final class TapGradient {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
  private static final int SAMPLES = 4;

  private final Workers workers;
  private final float[][] tiles;
  private final float[][] sums;
  private int[] starts = new int[0];
  private int[] next = new int[0];
  private int[] places = new int[0];
  private float[] values = new float[0];

  TapGradient(Workers workers) {
    this.workers = workers;
    tiles = new float[workers.threads()][0];
    sums = new float[workers.threads()][0];
  }

  /** Sizes of a call: rows of a sample in the tile, rows of zeros before it, padded taps. */
  private record Plan(int batch, int steps, int outSteps, int chunk, int taps, int lead, int rows) {
    static Plan of(DelayShape shape, int batch, int steps, int outSteps) {
      int wide = (shape.taps() + 12) / 13 * 13;
      int slim = (shape.taps() + 7) / 8 * 8;
      int taps = Math.min(wide, slim);
      int lead = Math.max(0, taps - 1 - shape.left());
      int rows = lead + Math.max(outSteps, steps + shape.left());
      return new Plan(batch, steps, outSteps, taps == wide ? 13 : 8, taps, lead, rows);
    }

    int groups() {
      return (batch + SAMPLES - 1) / SAMPLES;
    }
  }

  void run(DelayShape shape, int batch, SpikeRows x, int outSteps, float[] gy, float[] gKernel) {
    Plan plan = Plan.of(shape, batch, x.rows() / batch, outSteps);
    list(shape, plan, x);
    workers.run(
        (shape.outputs() + LANES - 1) / LANES,
        (part, worker) -> {
          int n = shape.inputs() * plan.taps * LANES;
          sums[worker] = Aligned.grown(sums[worker], n);
          tiles[worker] = Aligned.grown(tiles[worker], SAMPLES * plan.rows * LANES);
          Arrays.fill(sums[worker], 0, Aligned.LEAD + n, 0);
          for (int g = 0; g < plan.groups(); g++) {
            tile(shape, plan, g, part * LANES, gy, tiles[worker]);
            inputs(shape, plan, g, tiles[worker], sums[worker]);
          }
          store(shape, plan, part * LANES, sums[worker], gKernel);
        });
  }

  /** Events by group of samples, then input. */
  private void list(DelayShape shape, Plan plan, SpikeRows x) {
    int lists = plan.groups() * shape.inputs();
    starts = starts.length > lists ? starts : new int[lists + 1];
    next = next.length >= lists ? next : new int[lists];
    if (places.length < x.count()) {
      places = new int[x.count()];
      values = new float[x.count()];
    }
    Arrays.fill(starts, 0, lists + 1, 0);
    for (int row = 0; row < x.rows(); row++) {
      int base = row % plan.batch / SAMPLES * shape.inputs() + 1;
      for (int e = x.starts()[row]; e < x.starts()[row + 1]; e++) {
        starts[base + x.units()[e]]++;
      }
    }
    for (int i = 0; i < lists; i++) {
      starts[i + 1] += starts[i];
      next[i] = starts[i];
    }
    for (int row = 0; row < x.rows(); row++) {
      int b = row % plan.batch;
      int base = b / SAMPLES * shape.inputs();
      int line = b % SAMPLES * plan.rows + plan.lead + row / plan.batch + shape.left();
      for (int e = x.starts()[row]; e < x.starts()[row + 1]; e++) {
        int at = next[base + x.units()[e]]++;
        places[at] = Aligned.LEAD + line * LANES;
        values[at] = x.values()[e];
      }
    }
  }

  private static void tile(
      DelayShape shape, Plan plan, int group, int from, float[] gy, float[] tile) {
    int n = Math.min(LANES, shape.outputs() - from);
    Arrays.fill(tile, 0, Aligned.LEAD + SAMPLES * plan.rows * LANES, 0);
    int count = Math.min(SAMPLES, plan.batch - group * SAMPLES);
    for (int s = 0; s < count; s++) {
      int b = group * SAMPLES + s;
      int to = Aligned.LEAD + (s * plan.rows + plan.lead) * LANES;
      for (int t = 0; t < plan.outSteps; t++) {
        int at = (t * plan.batch + b) * shape.outputs() + from;
        System.arraycopy(gy, at, tile, to + t * LANES, n);
      }
    }
  }

  private void inputs(DelayShape shape, Plan plan, int group, float[] tile, float[] sums) {
    for (int i = 0; i < shape.inputs(); i++) {
      int first = starts[group * shape.inputs() + i];
      int last = starts[group * shape.inputs() + i + 1];
      for (int k = 0; k < plan.taps && first < last; k += plan.chunk) {
        int at = Aligned.LEAD + (i * plan.taps + k) * LANES;
        if (plan.chunk == 13) {
          TapSums.taps13(places, values, first, last, tile, k * LANES, sums, at);
        } else {
          TapSums.taps8(places, values, first, last, tile, k * LANES, sums, at);
        }
      }
    }
  }

  private static void store(DelayShape shape, Plan plan, int from, float[] sums, float[] gKernel) {
    int n = Math.min(LANES, shape.outputs() - from);
    for (int i = 0; i < shape.inputs(); i++) {
      for (int k = 0; k < shape.taps(); k++) {
        System.arraycopy(
            sums,
            Aligned.LEAD + (i * plan.taps + k) * LANES,
            gKernel,
            (i * shape.taps() + k) * shape.outputs() + from,
            n);
      }
    }
  }
}
