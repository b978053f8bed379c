package org.hillock.nn;

import java.util.Arrays;

/**
 * Batch normalisation over rows (Ioffe and Szegedy, arXiv 1502.03167).
 *
 * <p>{@code y = gamma (x - mean) / sqrt(variance + epsilon) + beta} for each channel; in training
 * mean and biased variance are those of all rows given (time and batch together), in evaluation the
 * running ones. Running values move by {@code momentum} towards the mean and the unbiased variance.
 */
public final class BatchNorm {
  private final int channels;
  private final double epsilon;
  private final double momentum;

  /**
   * A normalisation without parameters: those are arguments.
   *
   * @param channels elements of a row
   * @param epsilon added to the variance
   * @param momentum weight of a new batch in the running values
   */
  public BatchNorm(int channels, double epsilon, double momentum) {
    this.channels = channels;
    this.epsilon = epsilon;
    this.momentum = momentum;
  }

  /**
   * Statistics of one batch of rows.
   *
   * @param mean mean of each channel
   * @param variance biased variance of each channel
   * @param rows number of rows
   */
  public record Batch(double[] mean, double[] variance, int rows) {}

  /** Mean and biased variance of the first {@code count} rows of x. */
  public Batch statistics(float[][] x, int count) {
    double[] mean = new double[channels];
    double[] variance = new double[channels];
    for (int r = 0; r < count; r++) {
      float[] row = x[r];
      for (int c = 0; c < channels; c++) {
        mean[c] += row[c];
      }
    }
    for (int c = 0; c < channels; c++) {
      mean[c] /= count;
    }
    for (int r = 0; r < count; r++) {
      float[] row = x[r];
      for (int c = 0; c < channels; c++) {
        double d = row[c] - mean[c];
        variance[c] += d * d;
      }
    }
    for (int c = 0; c < channels; c++) {
      variance[c] /= count;
    }
    return new Batch(mean, variance, count);
  }

  /** Moves the running values towards those of a batch, in place. */
  public void updateRunning(Batch batch, float[] runningMean, float[] runningVariance) {
    double unbias = batch.rows() > 1 ? batch.rows() / (batch.rows() - 1.0) : 1;
    for (int c = 0; c < channels; c++) {
      runningMean[c] = (float) ((1 - momentum) * runningMean[c] + momentum * batch.mean()[c]);
      runningVariance[c] =
          (float) ((1 - momentum) * runningVariance[c] + momentum * unbias * batch.variance()[c]);
    }
  }

  /** Factor of each channel: gamma / sqrt(variance + epsilon). */
  public float[] scale(float[] gamma, double[] variance) {
    float[] scale = new float[channels];
    for (int c = 0; c < channels; c++) {
      scale[c] = (float) (gamma[c] / Math.sqrt(variance[c] + epsilon));
    }
    return scale;
  }

  /** Factor of each channel with a running variance. */
  public float[] scale(float[] gamma, float[] runningVariance) {
    double[] variance = new double[channels];
    Arrays.setAll(variance, c -> runningVariance[c]);
    return scale(gamma, variance);
  }

  /** Summand of each channel: beta - scale * mean. */
  public float[] shift(float[] beta, float[] scale, double[] mean) {
    float[] shift = new float[channels];
    for (int c = 0; c < channels; c++) {
      shift[c] = (float) (beta[c] - scale[c] * mean[c]);
    }
    return shift;
  }

  /** Summand of each channel with a running mean. */
  public float[] shift(float[] beta, float[] scale, float[] runningMean) {
    double[] mean = new double[channels];
    Arrays.setAll(mean, c -> runningMean[c]);
    return shift(beta, scale, mean);
  }

  /** Writes scale * x + shift of one row to y, which may be x. */
  public void apply(float[] x, float[] scale, float[] shift, float[] y) {
    for (int c = 0; c < channels; c++) {
      y[c] = scale[c] * x[c] + shift[c];
    }
  }

  /**
   * Backward pass through a training batch.
   *
   * @param x the rows before the normalisation
   * @param batch their statistics
   * @param gamma factors
   * @param g on entry the gradients of the results, on return those of x
   * @param gGamma receives the gradients of gamma
   * @param gBeta receives the gradients of beta
   */
  public void backward(
      float[][] x, Batch batch, float[] gamma, float[][] g, float[] gGamma, float[] gBeta) {
    int count = batch.rows();
    double[] sum = new double[channels];
    double[] dot = new double[channels];
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < channels; c++) {
        sum[c] += g[r][c];
        dot[c] += g[r][c] * (x[r][c] - batch.mean()[c]);
      }
    }
    float[] factor = new float[channels];
    float[] slope = new float[channels];
    float[] base = new float[channels];
    for (int c = 0; c < channels; c++) {
      double inverse = 1 / Math.sqrt(batch.variance()[c] + epsilon);
      gGamma[c] = (float) (dot[c] * inverse);
      gBeta[c] = (float) sum[c];
      double f = gamma[c] * inverse;
      double s = f * dot[c] * inverse * inverse / count;
      factor[c] = (float) f;
      slope[c] = (float) -s;
      base[c] = (float) (s * batch.mean()[c] - f * sum[c] / count);
    }
    for (int r = 0; r < count; r++) {
      affine(g[r], factor, x[r], slope, base, channels);
    }
  }

  private static void affine(float[] g, float[] a, float[] x, float[] b, float[] c, int n) {
    for (int j = 0; j < n; j++) {
      g[j] = a[j] * g[j] + b[j] * x[j] + c[j];
    }
  }
}
