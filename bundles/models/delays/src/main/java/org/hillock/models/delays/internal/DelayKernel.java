package org.hillock.models.delays.internal;

import java.util.Arrays;

/**
 * The kernel of a delayed layer: {@code kernel[o,i,k] = sum_c W[o,i,c] x_k(P[o,i,c], SIG[o,i,c])},
 * as rows {@code [input][tap][output]} that are zero where groups do not meet.
 *
 * <p>A tap below 1e-9 of its synapse's largest is dropped: a Gaussian never ends by itself, and
 * products of its far tail would be subnormal numbers, on which processors are slow.
 *
 * <p>A position p means tap {@code p + taps/2}. Parameters are flat, {@code [output][input of its
 * group][count]}. Reused from step to step by one thread.
 */
final class DelayKernel {
  private static final double DROPPED = 1e-9;

  private final DelayShape shape;
  private final float[][][] rows;
  private final double[] x;
  private final double[] byPosition;
  private final double[] bySigma;

  DelayKernel(DelayShape shape) {
    this.shape = shape;
    rows = new float[shape.inputs()][shape.taps()][shape.outputs()];
    x = new double[shape.taps()];
    byPosition = new double[shape.taps()];
    bySigma = new double[shape.taps()];
  }

  float[][][] rows() {
    return rows;
  }

  /** Computes the rows; sigma may be null for forms without a width. */
  void build(KernelForm form, float[] weight, float[] position, float[] sigma) {
    for (float[][] taps : rows) {
      for (float[] row : taps) {
        Arrays.fill(row, 0);
      }
    }
    int per = shape.inputsPerGroup();
    for (int o = 0; o < shape.outputs(); o++) {
      int group = o / shape.outputsPerGroup();
      for (int s = 0; s < per * shape.count(); s++) {
        int n = o * per * shape.count() + s;
        form.values(position[n] + shape.centre(), sigma == null ? 0 : sigma[n], x);
        float[][] taps = rows[group * per + s / shape.count()];
        double least = DROPPED * largest();
        for (int k = 0; k < x.length; k++) {
          if (x[k] >= least) {
            taps[k][o] += (float) (weight[n] * x[k]);
          }
        }
      }
    }
  }

  private double largest() {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /**
   * Gradients of the parameters.
   *
   * @param g gradients of the rows
   * @param gWeight receives those of the weights
   * @param gPosition receives those of the positions, or null
   * @param gSigma receives those of the widths, or null
   */
  void backward(
      KernelForm form,
      float[] weight,
      float[] position,
      float[] sigma,
      float[][][] g,
      float[] gWeight,
      float[] gPosition,
      float[] gSigma) {
    int per = shape.inputsPerGroup();
    for (int o = 0; o < shape.outputs(); o++) {
      int group = o / shape.outputsPerGroup();
      for (int s = 0; s < per * shape.count(); s++) {
        int n = o * per * shape.count() + s;
        float[][] taps = g[group * per + s / shape.count()];
        double m = position[n] + shape.centre();
        double width = sigma == null ? 0 : sigma[n];
        form.values(m, width, x);
        gWeight[n] = (float) dot(taps, o, x);
        if (gPosition != null || gSigma != null) {
          form.derivatives(m, width, x, byPosition, bySigma);
          put(gPosition, n, weight[n] * dot(taps, o, byPosition));
          put(gSigma, n, weight[n] * dot(taps, o, bySigma));
        }
      }
    }
  }

  private static void put(float[] target, int n, double value) {
    if (target != null) {
      target[n] = (float) value;
    }
  }

  private static double dot(float[][] taps, int o, double[] factors) {
    double sum = 0;
    for (int k = 0; k < factors.length; k++) {
      sum += taps[k][o] * factors[k];
    }
    return sum;
  }
}
