package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Convolution and pooling of images. Images are {@code [batch][height][width][channels]}, filters
 * {@code [windowHeight][windowWidth][channels][filters]}, arrays start at element 0, and results
 * overwrite what was there.
 *
 * <p>A transposed convolution is the gradient of the inputs of a convolution from its result to its
 * input: its forward pass is {@link #inputGradient}, the gradient of its inputs {@link #forward}
 * without bias, that of its filters {@link #filterGradient} with both arrays exchanged.
 */
@ProviderType
public interface ImageKernels {
  /**
   * Convolution (as cross-correlation).
   *
   * @param shape sizes of the input and the window
   * @param filters channels of the result
   * @param x images
   * @param w filters
   * @param bias added to each channel of the result, or null
   * @param y receives {@code [batch][outHeight][outWidth][filters]}
   */
  void forward(ImageShape shape, int filters, float[] x, float[] w, float[] bias, float[] y);

  /**
   * Gradients of the filters.
   *
   * @param shape sizes
   * @param filters channels of the result
   * @param x images
   * @param gy gradient of the result
   * @param gw receives the gradient of the filters
   * @param gBias receives the gradient of the bias, or null
   */
  void filterGradient(
      ImageShape shape, int filters, float[] x, float[] gy, float[] gw, float[] gBias);

  /**
   * Gradient of the images.
   *
   * @param shape sizes
   * @param filters channels of the result
   * @param gy gradient of the result
   * @param w filters
   * @param gx receives the gradient of the images
   */
  void inputGradient(ImageShape shape, int filters, float[] gy, float[] w, float[] gx);

  /** Convolution of each channel with its own filter, {@code w[windowHeight][windowWidth][c]}. */
  void depthwise(ImageShape shape, float[] x, float[] w, float[] y);

  /** Gradient of the filters of {@link #depthwise}. */
  void depthwiseFilterGradient(ImageShape shape, float[] x, float[] gy, float[] gw);

  /** Gradient of the images of {@link #depthwise}. */
  void depthwiseInputGradient(ImageShape shape, float[] gy, float[] w, float[] gx);

  /**
   * Largest value of each window, of equal ones the first.
   *
   * @param shape sizes without padding
   * @param x images
   * @param y receives the maxima
   * @param places receives the index in x of each maximum
   */
  void maxPool(ImageShape shape, float[] x, float[] y, int[] places);

  /** Gradient of the images of {@link #maxPool}. */
  void maxPoolGradient(ImageShape shape, float[] gy, int[] places, float[] gx);

  /** Mean of each window; padding, if there is any, counts. */
  void averagePool(ImageShape shape, float[] x, float[] y);

  /** Gradient of the images of {@link #averagePool}. */
  void averagePoolGradient(ImageShape shape, float[] gy, float[] gx);
}
