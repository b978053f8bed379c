package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Kernels of delayed layers from the weight, position and width of each synapse.
 *
 * <p>Weights, positions and widths are {@code [inputs][outputs]}, the kernel is {@code
 * [inputs][taps][outputs]}. Position 0 is the middle tap, {@code taps / 2} rounded down; a larger
 * position is a shorter delay. Arrays start at element 0.
 */
@ProviderType
public interface SynapseKernels {
  /**
   * Builds a kernel.
   *
   * @param form how positions are spread
   * @param shape sizes
   * @param weight factor of each synapse
   * @param position of each synapse
   * @param sigma width of each synapse; forms without one do not read it
   * @param kernel receives the kernel
   * @param add whether to add to the kernel: a further element of each synapse
   */
  void build(
      TapForm form,
      DelayShape shape,
      float[] weight,
      float[] position,
      float[] sigma,
      float[] kernel,
      boolean add);

  /**
   * Gradients of the synapses from that of the kernel.
   *
   * @param form how positions are spread
   * @param shape sizes
   * @param weight factor of each synapse
   * @param position of each synapse
   * @param sigma width of each synapse
   * @param gKernel gradient of the kernel
   * @param gWeight receives the gradient of the weights
   * @param gPosition receives the gradient of the positions
   * @param gSigma receives the gradient of the widths, or null
   */
  void gradients(
      TapForm form,
      DelayShape shape,
      float[] weight,
      float[] position,
      float[] sigma,
      float[] gKernel,
      float[] gWeight,
      float[] gPosition,
      float[] gSigma);
}
