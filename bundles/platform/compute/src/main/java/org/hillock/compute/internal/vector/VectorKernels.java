package org.hillock.compute.internal.vector;

import org.hillock.compute.Kernels;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.SpikeProducts;
import org.hillock.compute.Workers;

/** All families, in vector form where it wins. */
final class VectorKernels implements Kernels {
  private final MatrixProducts matrices;
  private final SpikeProducts spikes;

  VectorKernels(Workers workers) {
    matrices = new VectorMatrixProducts(workers);
    spikes = new VectorSpikeProducts(workers);
  }

  @Override
  public String provider() {
    return "vector";
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
