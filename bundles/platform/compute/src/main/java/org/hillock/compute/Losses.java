package org.hillock.compute;

import java.util.Arrays;

/**
 * Losses with their gradients. Each returns the loss and writes the gradient of the first array;
 * sums are in double precision. Arrays start at element 0.
 */
public final class Losses {
  private Losses() {}

  /**
   * Mean over rows of {@code log(sum exp x) - x[target]}.
   *
   * @param rows number of rows
   * @param classes length of a row
   * @param x scores, any real numbers
   * @param targets class of each row
   * @param gx receives the gradient; may be x
   */
  public static double crossEntropy(int rows, int classes, float[] x, int[] targets, float[] gx) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int target = targets[r];
      if (target < 0 || target >= classes) {
        throw new IllegalArgumentException(
            "target of row " + r + ": expected a class below " + classes + ", got " + target);
      }
      int at = r * classes;
      double max = max(x, at, classes);
      double sum = sum(x, at, classes, max);
      loss += max + Math.log(sum) - x[at + target];
      for (int j = 0; j < classes; j++) {
        double share = Math.exp(x[at + j] - max) / sum;
        gx[at + j] = (float) ((share - (j == target ? 1 : 0)) / rows);
      }
    }
    return loss / rows;
  }

  /**
   * Mean over rows of the cross-entropy with a distribution.
   *
   * @param rows number of rows
   * @param classes length of a row
   * @param x scores, any real numbers
   * @param targets one distribution a row; it need not sum to 1
   * @param gx receives the gradient; may be x
   */
  public static double crossEntropy(int rows, int classes, float[] x, float[] targets, float[] gx) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      int at = r * classes;
      double max = max(x, at, classes);
      double sum = sum(x, at, classes, max);
      double whole = 0;
      for (int j = 0; j < classes; j++) {
        whole += targets[at + j];
        loss += targets[at + j] * (max + Math.log(sum) - x[at + j]);
      }
      for (int j = 0; j < classes; j++) {
        double share = Math.exp(x[at + j] - max) / sum;
        gx[at + j] = (float) ((whole * share - targets[at + j]) / rows);
      }
    }
    return loss / rows;
  }

  private static double max(float[] x, int at, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      max = Math.max(max, x[at + j]);
    }
    return max;
  }

  private static double sum(float[] x, int at, int n, double max) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += Math.exp(x[at + j] - max);
    }
    return sum;
  }

  /**
   * Mean over elements of {@code -t log f - (1 - t) log(1 - f)}, f the logistic function of x.
   *
   * @param n number of elements
   * @param x scores, any real numbers
   * @param targets from 0 to 1
   * @param gx receives the gradient; may be x
   */
  public static double binaryCrossEntropy(int n, float[] x, float[] targets, float[] gx) {
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double e = Math.exp(-Math.abs(x[i]));
      loss += Math.max(x[i], 0) - (double) x[i] * targets[i] + Math.log1p(e);
      double f = x[i] >= 0 ? 1 / (1 + e) : e / (1 + e);
      gx[i] = (float) ((f - targets[i]) / n);
    }
    return loss / n;
  }

  /** Mean over n elements of {@code (x - t)^2}. */
  public static double meanSquare(int n, float[] x, float[] targets, float[] gx) {
    double loss = 0;
    for (int i = 0; i < n; i++) {
      double d = (double) x[i] - targets[i];
      loss += d * d;
      gx[i] = (float) (2 * d / n);
    }
    return loss / n;
  }

  /**
   * Sum over samples of {@code |x - t| / |t|} in the Euclidean norm; the gradient of a sample
   * without error is 0.
   *
   * @param batch number of samples
   * @param n elements of a sample
   * @param x results
   * @param targets wanted results, in each sample not all zero
   * @param gx receives the gradient; may be x
   */
  public static double relativeL2(int batch, int n, float[] x, float[] targets, float[] gx) {
    double loss = 0;
    for (int b = 0; b < batch; b++) {
      double error = 0;
      double norm = 0;
      for (int i = b * n; i < (b + 1) * n; i++) {
        double d = (double) x[i] - targets[i];
        error += d * d;
        norm += (double) targets[i] * targets[i];
      }
      double length = Math.sqrt(error);
      double whole = Math.sqrt(norm);
      loss += length / whole;
      for (int i = b * n; i < (b + 1) * n; i++) {
        gx[i] = length == 0 ? 0 : (float) (((double) x[i] - targets[i]) / (length * whole));
      }
    }
    return loss;
  }

  /**
   * Sum over images of the relative error in H1 (He et al., "MgNO", arXiv 2310.19809): the norm is
   * {@code sqrt(sum over frequencies of (1 + k_x^2 + k_y^2) |F d|^2)} with F the orthonormal
   * transform; frequencies of 20 or more count as 0 in the weight.
   *
   * @param batch number of images
   * @param height rows of an image
   * @param width pixels of a row
   * @param x results
   * @param targets wanted results, in each image not all zero
   * @param gx receives the gradient; not x
   */
  public static double relativeH1(
      int batch, int height, int width, float[] x, float[] targets, float[] gx) {
    SobolevNorm norm = new SobolevNorm(height, width);
    int n = height * width;
    double[] d = new double[n];
    double[] weighted = new double[n];
    double loss = 0;
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < n; i++) {
        d[i] = targets[b * n + i];
      }
      double whole = Math.sqrt(norm.square(d, weighted));
      for (int i = 0; i < n; i++) {
        d[i] = (double) x[b * n + i] - targets[b * n + i];
      }
      double error = Math.sqrt(norm.square(d, weighted));
      loss += error / whole;
      Arrays.fill(gx, b * n, (b + 1) * n, 0);
      for (int i = 0; error > 0 && i < n; i++) {
        gx[b * n + i] = (float) (weighted[i] / (error * whole));
      }
    }
    return loss;
  }
}
