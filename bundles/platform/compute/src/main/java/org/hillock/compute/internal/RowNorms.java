package org.hillock.compute.internal;

import org.hillock.compute.NormKernels;
import org.hillock.compute.Workers;

/** Normalisation of rows and columns: rows are shared among workers, columns in blocks. */
public final class RowNorms implements NormKernels {
  private static final int ROWS = 16;
  private static final int COLUMNS = 64;

  private final Workers workers;

  /** Kernels that share their work among workers. */
  public RowNorms(Workers workers) {
    this.workers = workers;
  }

  @Override
  public void batchNorm(
      int rows,
      int columns,
      float[] x,
      float[] gamma,
      float[] beta,
      double epsilon,
      double[] mean,
      double[] variance,
      float[] y) {
    workers.run(
        (columns + COLUMNS - 1) / COLUMNS,
        (part, worker) -> {
          int from = part * COLUMNS;
          int n = Math.min(COLUMNS, columns - from);
          ColumnNorm.forward(rows, columns, from, n, x, gamma, beta, epsilon, mean, variance, y);
        });
  }

  @Override
  public void batchNormGradient(
      int rows,
      int columns,
      float[] x,
      float[] gamma,
      double epsilon,
      double[] mean,
      double[] variance,
      float[] gy,
      float[] gx,
      float[] gGamma,
      float[] gBeta) {
    workers.run(
        (columns + COLUMNS - 1) / COLUMNS,
        (part, worker) -> {
          int from = part * COLUMNS;
          int n = Math.min(COLUMNS, columns - from);
          ColumnNorm.backward(
              rows, columns, from, n, x, gamma, epsilon, mean, variance, gy, gx, gGamma, gBeta);
        });
  }

  @Override
  public void layerNorm(
      int rows, int columns, float[] x, float[] gamma, float[] beta, double epsilon, float[] y) {
    eachRow(
        rows,
        r -> {
          int at = r * columns;
          double mean = mean(x, at, columns);
          double inverse = inverse(x, at, columns, mean, epsilon);
          for (int j = 0; j < columns; j++) {
            y[at + j] = (float) (gamma[j] * ((x[at + j] - mean) * inverse) + beta[j]);
          }
        });
  }

  @Override
  public void layerNormGradient(
      int rows,
      int columns,
      float[] x,
      float[] gamma,
      double epsilon,
      float[] gy,
      float[] gx,
      float[] gGamma,
      float[] gBeta) {
    double[] sumGamma = new double[columns];
    double[] sumBeta = new double[columns];
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      double mean = mean(x, at, columns);
      double inverse = inverse(x, at, columns, mean, epsilon);
      double sum = 0;
      double dot = 0;
      for (int j = 0; j < columns; j++) {
        double normal = (x[at + j] - mean) * inverse;
        sumGamma[j] += gy[at + j] * normal;
        sumBeta[j] += gy[at + j];
        double g = (double) gy[at + j] * gamma[j];
        sum += g;
        dot += g * normal;
      }
      for (int j = 0; j < columns; j++) {
        double normal = (x[at + j] - mean) * inverse;
        double g = (double) gy[at + j] * gamma[j];
        gx[at + j] = (float) (inverse * (g - sum / columns - normal * dot / columns));
      }
    }
    for (int j = 0; j < columns; j++) {
      gGamma[j] = (float) sumGamma[j];
      gBeta[j] = (float) sumBeta[j];
    }
  }

  @Override
  public void softmax(int rows, int columns, float[] x, float[] y) {
    eachRow(
        rows,
        r -> {
          int at = r * columns;
          float max = Float.NEGATIVE_INFINITY;
          for (int j = 0; j < columns; j++) {
            max = Math.max(max, x[at + j]);
          }
          double sum = 0;
          for (int j = 0; j < columns; j++) {
            double e = Math.exp(x[at + j] - max);
            y[at + j] = (float) e;
            sum += e;
          }
          float scale = (float) (1 / sum);
          for (int j = 0; j < columns; j++) {
            y[at + j] *= scale;
          }
        });
  }

  @Override
  public void softmaxGradient(int rows, int columns, float[] y, float[] gy, float[] gx) {
    eachRow(
        rows,
        r -> {
          int at = r * columns;
          double dot = 0;
          for (int j = 0; j < columns; j++) {
            dot += (double) y[at + j] * gy[at + j];
          }
          float mean = (float) dot;
          for (int j = 0; j < columns; j++) {
            gx[at + j] = y[at + j] * (gy[at + j] - mean);
          }
        });
  }

  private interface Row {
    void run(int row);
  }

  private void eachRow(int rows, Row row) {
    workers.run(
        (rows + ROWS - 1) / ROWS,
        (part, worker) -> {
          int end = Math.min(rows, (part + 1) * ROWS);
          for (int r = part * ROWS; r < end; r++) {
            row.run(r);
          }
        });
  }

  private static double mean(float[] x, int at, int n) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += x[at + j];
    }
    return sum / n;
  }

  private static double inverse(float[] x, int at, int n, double mean, double epsilon) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += (x[at + j] - mean) * (x[at + j] - mean);
    }
    return 1 / Math.sqrt(sum / n + epsilon);
  }
}
