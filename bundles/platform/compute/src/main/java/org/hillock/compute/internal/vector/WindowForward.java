package org.hillock.compute.internal.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.hillock.compute.DelayShape;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;

/**
 * Forward pass in windows of four output steps and blocks of two vectors of outputs. A panel has
 * the kernel of a block as {@code [input][tap with margins of zeros][outputs]}. The events of a
 * sample lie in the order of time, so those that reach a window are one piece of the list, and one
 * number for each event says where its taps are.
 */
final class WindowForward {
  private static final int WIDTH = 2 * FloatVector.SPECIES_PREFERRED.length();
  private static final int WINDOW = 4;
  private static final int MARGIN = WINDOW - 1;

  private final Workers workers;
  private final float[][] panels;
  private final float[][] edges;
  private int[] starts = new int[0];
  private int[] places = new int[0];
  private float[] values = new float[0];

  WindowForward(Workers workers) {
    this.workers = workers;
    panels = new float[workers.threads()][0];
    edges = new float[workers.threads()][Aligned.LEAD + WINDOW * WIDTH];
  }

  void run(DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y) {
    int steps = x.rows() / batch;
    int stride = (shape.taps() + 2 * MARGIN) * WIDTH;
    list(x, batch, steps, stride);
    workers.run(
        (shape.outputs() + WIDTH - 1) / WIDTH,
        (part, worker) -> {
          panels[worker] = Aligned.grown(panels[worker], shape.inputs() * stride);
          int from = part * WIDTH;
          panel(shape, kernel, from, panels[worker], stride);
          for (int b = 0; b < batch; b++) {
            sample(shape, batch, b, steps, from, outSteps, y, worker);
          }
        });
  }

  /** Events by sample, then step. */
  private void list(SpikeRows x, int batch, int steps, int stride) {
    starts = starts.length > x.rows() ? starts : new int[x.rows() + 1];
    if (places.length < x.count()) {
      places = new int[x.count()];
      values = new float[x.count()];
    }
    int n = 0;
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        starts[b * steps + t] = n;
        int row = t * batch + b;
        for (int e = x.starts()[row]; e < x.starts()[row + 1]; e++) {
          places[n] = Aligned.LEAD + x.units()[e] * stride + t * WIDTH;
          values[n++] = x.values()[e];
        }
      }
    }
    starts[x.rows()] = n;
  }

  private static void panel(DelayShape shape, float[] kernel, int from, float[] panel, int stride) {
    int n = Math.min(WIDTH, shape.outputs() - from);
    Arrays.fill(panel, 0, Aligned.LEAD + shape.inputs() * stride, 0);
    for (int i = 0; i < shape.inputs(); i++) {
      for (int k = 0; k < shape.taps(); k++) {
        System.arraycopy(
            kernel,
            (i * shape.taps() + k) * shape.outputs() + from,
            panel,
            Aligned.LEAD + i * stride + (k + MARGIN) * WIDTH,
            n);
      }
    }
  }

  private void sample(
      DelayShape shape,
      int batch,
      int b,
      int steps,
      int from,
      int outSteps,
      float[] y,
      int worker) {
    int n = Math.min(WIDTH, shape.outputs() - from);
    int step = batch * shape.outputs();
    float[] edge = edges[worker];
    for (int t = 0; t < outSteps; t += WINDOW) {
      int first = starts[b * steps + between(t - shape.left(), steps)];
      int end = between(t + MARGIN - shape.left() + shape.taps(), steps);
      int last = starts[b * steps + end];
      int shift = (shape.left() - t) * WIDTH;
      int at = t * step + b * shape.outputs() + from;
      if (n == WIDTH && t + WINDOW <= outSteps) {
        TapSums.window(places, values, first, last, panels[worker], shift, y, at, step);
        continue;
      }
      TapSums.window(places, values, first, last, panels[worker], shift, edge, Aligned.LEAD, WIDTH);
      for (int w = 0; w < Math.min(WINDOW, outSteps - t); w++) {
        System.arraycopy(edge, Aligned.LEAD + w * WIDTH, y, at + w * step, n);
      }
    }
  }

  private static int between(int step, int steps) {
    return Math.max(0, Math.min(steps, step));
  }
}
