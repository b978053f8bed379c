package org.hillock.compute.internal.plain;

import org.hillock.compute.AttentionKernels;
import org.hillock.compute.DelayKernels;
import org.hillock.compute.ImageKernels;
import org.hillock.compute.Kernels;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.NeuronKernels;
import org.hillock.compute.NormKernels;
import org.hillock.compute.SpikeProducts;
import org.hillock.compute.SynapseKernels;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.BlockedNeurons;
import org.hillock.compute.internal.HeadAttention;
import org.hillock.compute.internal.ListedSpikeProducts;
import org.hillock.compute.internal.MixedDelays;
import org.hillock.compute.internal.RowNorms;
import org.hillock.compute.internal.WindowKernels;

/** All families in plain Java. */
final class PlainKernels implements Kernels {
  private final MatrixProducts matrices;
  private final SpikeProducts spikes;
  private final NeuronKernels neurons;
  private final DelayKernels delays;
  private final SynapseKernels synapses;
  private final ImageKernels images;
  private final NormKernels norms;
  private final AttentionKernels attention;

  PlainKernels(Workers workers) {
    matrices = new PlainMatrixProducts(workers);
    spikes = new ListedSpikeProducts(workers, new PlainRows());
    delays = new MixedDelays(new PlainDelays(workers), matrices);
    synapses = new PlainSynapses(workers);
    images = new WindowKernels(workers, matrices);
    norms = new RowNorms(workers);
    attention = new HeadAttention(workers, () -> new PlainMatrixProducts(Workers.single()));
    neurons = new BlockedNeurons(workers, new PlainLifSteps(), new PlainRows());
  }

  @Override
  public String provider() {
    return "plain";
  }

  @Override
  public DelayKernels delays() {
    return delays;
  }

  @Override
  public SynapseKernels synapses() {
    return synapses;
  }

  @Override
  public ImageKernels images() {
    return images;
  }

  @Override
  public NormKernels norms() {
    return norms;
  }

  @Override
  public AttentionKernels attention() {
    return attention;
  }

  @Override
  public NeuronKernels neurons() {
    return neurons;
  }

  @Override
  public SpikeProducts spikes() {
    return spikes;
  }

  @Override
  public MatrixProducts matrices() {
    return matrices;
  }
}
