package org.hillock.compute.internal;

import java.util.Arrays;

/** Batch normalisation of neighbouring columns, row by row. */
final class ColumnNorm {
  private ColumnNorm() {}

  static void forward(
      int rows,
      int stride,
      int from,
      int n,
      float[] x,
      float[] gamma,
      float[] beta,
      double epsilon,
      double[] mean,
      double[] variance,
      float[] y) {
    Arrays.fill(mean, from, from + n, 0);
    Arrays.fill(variance, from, from + n, 0);
    for (int r = 0; r < rows; r++) {
      sum(x, r * stride + from, mean, from, n);
    }
    for (int j = from; j < from + n; j++) {
      mean[j] /= rows;
    }
    for (int r = 0; r < rows; r++) {
      squares(x, r * stride + from, mean, variance, from, n);
    }
    float[] scale = new float[n];
    float[] shift = new float[n];
    for (int j = 0; j < n; j++) {
      variance[from + j] /= rows;
      double factor = gamma[from + j] / Math.sqrt(variance[from + j] + epsilon);
      scale[j] = (float) factor;
      shift[j] = (float) (beta[from + j] - factor * mean[from + j]);
    }
    for (int r = 0; r < rows; r++) {
      int at = r * stride + from;
      for (int j = 0; j < n; j++) {
        y[at + j] = scale[j] * x[at + j] + shift[j];
      }
    }
  }

  static void backward(
      int rows,
      int stride,
      int from,
      int n,
      float[] x,
      float[] gamma,
      double epsilon,
      double[] mean,
      double[] variance,
      float[] gy,
      float[] gx,
      float[] gGamma,
      float[] gBeta) {
    double[] sum = new double[n];
    double[] dot = new double[n];
    for (int r = 0; r < rows; r++) {
      int at = r * stride + from;
      for (int j = 0; j < n; j++) {
        sum[j] += gy[at + j];
        dot[j] += gy[at + j] * (x[at + j] - mean[from + j]);
      }
    }
    float[] scale = new float[n];
    float[] slope = new float[n];
    float[] shift = new float[n];
    for (int j = 0; j < n; j++) {
      double inverse = 1 / Math.sqrt(variance[from + j] + epsilon);
      gGamma[from + j] = (float) (dot[j] * inverse);
      gBeta[from + j] = (float) sum[j];
      double factor = gamma[from + j] * inverse;
      double tilt = factor * inverse * inverse * dot[j] / rows;
      scale[j] = (float) factor;
      slope[j] = (float) tilt;
      shift[j] = (float) (mean[from + j] * tilt - factor * sum[j] / rows);
    }
    for (int r = 0; r < rows; r++) {
      int at = r * stride + from;
      for (int j = 0; j < n; j++) {
        gx[at + j] = scale[j] * gy[at + j] - slope[j] * x[at + j] + shift[j];
      }
    }
  }

  private static void sum(float[] x, int at, double[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += x[at + j];
    }
  }

  private static void squares(float[] x, int at, double[] mean, double[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      double d = x[at + j] - mean[to + j];
      y[to + j] += d * d;
    }
  }
}
