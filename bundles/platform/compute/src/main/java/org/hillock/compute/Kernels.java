package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The families of kernels of one provider, with their scratch memory.
 *
 * <p>Owned by one thread at a time. Scratch memory grows to what the largest call needs and stays;
 * afterwards calls allocate nothing that grows with the data.
 */
@ProviderType
public interface Kernels {
  /** Name of the provider: {@code plain} or {@code vector}. */
  String provider();

  /** Products of matrices. */
  MatrixProducts matrices();

  /** Products of sparse rows with a matrix. */
  SpikeProducts spikes();

  /** Spiking neurons. */
  NeuronKernels neurons();

  /** Layers whose synapses have kernels over time. */
  DelayKernels delays();

  /** Kernels over time from weights and positions. */
  SynapseKernels synapses();

  /** Convolution and pooling of images. */
  ImageKernels images();

  /** Normalisation and softmax. */
  NormKernels norms();

  /** Attention. */
  AttentionKernels attention();
}
