package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Convolution over time with a kernel for each synapse.
 *
 * <p>Sequences are time-major, {@code [steps][batch][units]}; row {@code t * batch + b} of sparse
 * inputs is step t of sample b. The kernel is {@code [inputs][taps][outputs]}. Arrays start at
 * element 0.
 */
@ProviderType
public interface DelayKernels {
  /**
   * The layer for sparse inputs: the cost is that of their entries.
   *
   * @param shape sizes
   * @param batch number of samples
   * @param x inputs, {@code steps * batch} rows
   * @param kernel the kernel
   * @param outSteps number of steps to compute
   * @param y receives the outputs
   */
  void forward(DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y);

  /**
   * The layer for dense inputs, by products of matrices, in Fourier space where that takes fewer
   * operations.
   *
   * @param shape sizes
   * @param batch number of samples
   * @param steps number of steps of x
   * @param x inputs
   * @param kernel the kernel
   * @param outSteps number of steps to compute
   * @param y receives the outputs
   */
  void forward(
      DelayShape shape, int batch, int steps, float[] x, float[] kernel, int outSteps, float[] y);

  /**
   * Gradient of the kernel.
   *
   * @param shape sizes
   * @param batch number of samples
   * @param x inputs of the forward pass
   * @param outSteps number of steps of gy
   * @param gy gradients of the outputs
   * @param gKernel receives the gradients
   */
  void kernelGradient(
      DelayShape shape, int batch, SpikeRows x, int outSteps, float[] gy, float[] gKernel);

  /**
   * Gradient of the inputs.
   *
   * @param shape sizes
   * @param batch number of samples
   * @param outSteps number of steps of gy
   * @param gy gradients of the outputs
   * @param kernel the kernel
   * @param steps number of steps of x
   * @param gx receives the gradients
   */
  void inputGradient(
      DelayShape shape, int batch, int outSteps, float[] gy, float[] kernel, int steps, float[] gx);
}
