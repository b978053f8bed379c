package org.hillock.compute.internal.vector;

import org.hillock.compute.Kernels;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.Workers;

/** All families, in vector form where it wins. */
final class VectorKernels implements Kernels {
  private final MatrixProducts matrices;

  VectorKernels(Workers workers) {
    matrices = new VectorMatrixProducts(workers);
  }

  @Override
  public String provider() {
    return "vector";
  }

  @Override
  public MatrixProducts matrices() {
    return matrices;
  }
}
