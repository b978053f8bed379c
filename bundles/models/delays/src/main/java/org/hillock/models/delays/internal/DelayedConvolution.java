package org.hillock.models.delays.internal;

import java.util.Arrays;
import org.hillock.nn.Rows;

/**
 * Cross-correlation over time with zero padding: {@code y[t,o] = sum_{i,k} kernel[o,i,k]
 * x[t+k-left,i]}, forward and backward over a batch of sequences.
 *
 * <p>Forward and kernel gradient cost what the inputs that are not zero cost; the input gradient is
 * a dense product. Reused from batch to batch by one thread.
 */
final class DelayedConvolution {
  private static final int OUTPUT_BLOCK = 8;

  private final DelayShape shape;
  private final Events events = new Events();
  private final float[][][] transposed;
  private float[][] listRows;
  private float[] listScales;
  private Sequences in;
  private Sequences out;

  DelayedConvolution(DelayShape shape) {
    this.shape = shape;
    transposed = new float[shape.outputs()][shape.taps()][shape.inputs()];
    list(shape.inputs() * shape.taps());
  }

  private void list(int capacity) {
    listRows = new float[capacity][];
    listScales = new float[capacity];
  }

  /**
   * Forward pass.
   *
   * @param x input rows, laid out by {@code sequences}
   * @param sequences lengths of the inputs
   * @param kernel rows of a {@link DelayKernel}
   * @param y receives the output rows, laid out by the result
   * @return lengths of the outputs
   */
  Sequences forward(float[][] x, Sequences sequences, float[][][] kernel, RowBuffer y) {
    in = sequences;
    out = in.grown(shape.growth());
    events.collect(x, in.total(), shape.inputs());
    float[][] rows = y.zeros(out.total());
    for (int b = 0; b < in.samples(); b++) {
      for (int t = 0; t < out.lengths()[b]; t++) {
        int count = window(b, t, kernel);
        Rows.add(rows[out.starts()[b] + t], shape.outputs(), listRows, listScales, count);
      }
    }
    return out;
  }

  private int window(int b, int t, float[][][] kernel) {
    int first = Math.max(0, t - shape.left());
    int last = Math.min(in.lengths()[b], t - shape.left() + shape.taps());
    int count = 0;
    for (int step = first; step < last; step++) {
      int row = in.starts()[b] + step;
      int k = step + shape.left() - t;
      for (int e = events.rowStart(row); e < events.rowStart(row + 1); e++) {
        listRows[count] = kernel[events.column(e)][k];
        listScales[count++] = events.value(e);
      }
    }
    return count;
  }

  /**
   * Gradient of the kernel rows for the last forward pass.
   *
   * @param gy gradients of the outputs
   * @param gKernel receives the gradients
   */
  void kernelGradient(float[][] gy, float[][][] gKernel) {
    int[] outRow = new int[in.total()];
    int[] step = new int[in.total()];
    int[] limit = new int[in.total()];
    for (int b = 0; b < in.samples(); b++) {
      for (int t = 0; t < in.lengths()[b]; t++) {
        int r = in.starts()[b] + t;
        outRow[r] = out.starts()[b] + t;
        step[r] = t;
        limit[r] = out.lengths()[b];
      }
    }
    if (listRows.length < in.total()) {
      list(in.total());
    }
    for (int i = 0; i < shape.inputs(); i++) {
      for (int k = 0; k < shape.taps(); k++) {
        int ahead = shape.left() - k;
        int count = 0;
        for (int e = events.columnStart(i); e < events.columnStart(i + 1); e++) {
          int r = events.rowByColumn(e);
          int t = step[r] + ahead;
          if (t >= 0 && t < limit[r]) {
            listRows[count] = gy[outRow[r] + ahead];
            listScales[count++] = events.valueByColumn(e);
          }
        }
        Arrays.fill(gKernel[i][k], 0);
        Rows.add(gKernel[i][k], shape.outputs(), listRows, listScales, count);
      }
    }
  }

  /**
   * Gradient of the inputs of the last forward pass.
   *
   * @param gy gradients of the outputs
   * @param kernel rows of the forward pass
   * @param gx receives the gradients, laid out as the inputs
   */
  void inputGradient(float[][] gy, float[][][] kernel, RowBuffer gx) {
    for (int i = 0; i < shape.inputs(); i++) {
      for (int k = 0; k < shape.taps(); k++) {
        for (int o = 0; o < shape.outputs(); o++) {
          transposed[o][k][i] = kernel[i][k][o];
        }
      }
    }
    if (listRows.length < OUTPUT_BLOCK * shape.taps()) {
      list(OUTPUT_BLOCK * shape.taps());
    }
    float[][] rows = gx.zeros(in.total());
    for (int b = 0; b < in.samples(); b++) {
      for (int o = 0; o < shape.outputs(); o += OUTPUT_BLOCK) {
        int end = Math.min(shape.outputs(), o + OUTPUT_BLOCK);
        for (int t = 0; t < in.lengths()[b]; t++) {
          int count = reached(b, t, o, end, gy);
          Rows.add(rows[in.starts()[b] + t], shape.inputs(), listRows, listScales, count);
        }
      }
    }
  }

  private int reached(int b, int t, int from, int to, float[][] gy) {
    int first = Math.max(0, t + shape.left() - shape.taps() + 1);
    int last = Math.min(out.lengths()[b], t + shape.left() + 1);
    int count = 0;
    for (int step = first; step < last; step++) {
      float[] row = gy[out.starts()[b] + step];
      int k = t + shape.left() - step;
      for (int o = from; o < to; o++) {
        listRows[count] = transposed[o][k];
        listScales[count++] = row[o];
      }
    }
    return count;
  }
}
