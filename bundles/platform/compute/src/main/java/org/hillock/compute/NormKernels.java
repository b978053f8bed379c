package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Normalisation and softmax of dense rows {@code [rows][columns]}. Arrays start at element 0; sums
 * are in double precision, over rows in their order.
 */
@ProviderType
public interface NormKernels {
  /**
   * Batch normalisation in training (Ioffe and Szegedy, arXiv 1502.03167): {@code y = gamma (x -
   * mean) / sqrt(variance + epsilon) + beta} with mean and biased variance of each column.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param x inputs
   * @param gamma factor of each column
   * @param beta summand of each column
   * @param epsilon added to the variance
   * @param mean receives the means
   * @param variance receives the biased variances
   * @param y receives the results; may be x
   */
  void batchNorm(
      int rows,
      int columns,
      float[] x,
      float[] gamma,
      float[] beta,
      double epsilon,
      double[] mean,
      double[] variance,
      float[] y);

  /**
   * The reverse of {@link #batchNorm}.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param x inputs of the forward pass
   * @param gamma factor of each column
   * @param epsilon added to the variance
   * @param mean of the forward pass
   * @param variance of the forward pass
   * @param gy gradients of the results
   * @param gx receives the gradients of the inputs; may be gy
   * @param gGamma receives the gradients of the factors
   * @param gBeta receives the gradients of the summands
   */
  void batchNormGradient(
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
      float[] gBeta);

  /**
   * Layer normalisation (Ba et al., arXiv 1607.06450): {@code y = gamma (x - mean) / sqrt(variance
   * + epsilon) + beta} with mean and biased variance of each row.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param x inputs
   * @param gamma factor of each column
   * @param beta summand of each column
   * @param epsilon added to the variance
   * @param y receives the results; may be x
   */
  void layerNorm(
      int rows, int columns, float[] x, float[] gamma, float[] beta, double epsilon, float[] y);

  /**
   * The reverse of {@link #layerNorm}.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param x inputs of the forward pass
   * @param gamma factor of each column
   * @param epsilon added to the variance
   * @param gy gradients of the results
   * @param gx receives the gradients of the inputs; may be gy
   * @param gGamma receives the gradients of the factors
   * @param gBeta receives the gradients of the summands
   */
  void layerNormGradient(
      int rows,
      int columns,
      float[] x,
      float[] gamma,
      double epsilon,
      float[] gy,
      float[] gx,
      float[] gGamma,
      float[] gBeta);

  /** Softmax of each row; y may be x. A row of which all are minus infinity gives NaN. */
  void softmax(int rows, int columns, float[] x, float[] y);

  /** {@code gx = y (gy - sum of gy y)} of each row, y the result of {@link #softmax}. */
  void softmaxGradient(int rows, int columns, float[] y, float[] gy, float[] gx);
}
