package org.hillock.compute.internal.plain;

import java.util.Arrays;
import org.hillock.compute.DelayShape;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.EventDelays;
import org.hillock.compute.internal.SpikeColumns;

/** Delayed layers by the definition: each event adds the rows of its taps. */
final class PlainDelays implements EventDelays {
  private static final int INPUTS = 8;

  private final Workers workers;
  private final SpikeColumns columns = new SpikeColumns();

  PlainDelays(Workers workers) {
    this.workers = workers;
  }

  @Override
  public void forward(
      DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y) {
    int n = shape.outputs();
    Arrays.fill(y, 0, outSteps * batch * n, 0);
    workers.run(
        batch,
        (b, worker) -> {
          for (int row = b; row < x.rows(); row += batch) {
            for (int e = x.starts()[row]; e < x.starts()[row + 1]; e++) {
              for (int k = 0; k < shape.taps(); k++) {
                int t = row / batch - k + shape.left();
                if (t >= 0 && t < outSteps) {
                  int tap = (x.units()[e] * shape.taps() + k) * n;
                  PlainRows.add(y, (t * batch + b) * n, x.values()[e], kernel, tap, n);
                }
              }
            }
          }
        });
  }

  @Override
  public void kernelGradient(
      DelayShape shape, int batch, SpikeRows x, int outSteps, float[] gy, float[] gKernel) {
    Arrays.fill(gKernel, 0, shape.kernelSize(), 0);
    columns.read(x, 1);
    workers.run(
        (shape.inputs() + INPUTS - 1) / INPUTS,
        (part, worker) -> {
          int end = Math.min(shape.inputs(), (part + 1) * INPUTS);
          for (int i = part * INPUTS; i < end; i++) {
            for (int e = columns.starts()[i]; e < columns.starts()[i + 1]; e++) {
              int row = columns.steps()[e];
              taps(shape, batch, row, i, columns.values()[e], outSteps, gy, gKernel);
            }
          }
        });
  }

  private static void taps(
      DelayShape shape,
      int batch,
      int row,
      int i,
      float value,
      int outSteps,
      float[] gy,
      float[] gKernel) {
    int n = shape.outputs();
    for (int k = 0; k < shape.taps(); k++) {
      int t = row / batch - k + shape.left();
      if (t >= 0 && t < outSteps) {
        int tap = (i * shape.taps() + k) * n;
        PlainRows.add(gKernel, tap, value, gy, (t * batch + row % batch) * n, n);
      }
    }
  }
}
