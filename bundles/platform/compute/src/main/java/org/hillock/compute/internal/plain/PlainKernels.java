package org.hillock.compute.internal.plain;

import org.hillock.compute.Kernels;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.SpikeProducts;
import org.hillock.compute.Workers;

/** All families in plain Java. */
final class PlainKernels implements Kernels {
  private final MatrixProducts matrices;
  private final SpikeProducts spikes;

  PlainKernels(Workers workers) {
    matrices = new PlainMatrixProducts(workers);
    spikes = new PlainSpikeProducts(workers);
  }

  @Override
  public String provider() {
    return "plain";
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
