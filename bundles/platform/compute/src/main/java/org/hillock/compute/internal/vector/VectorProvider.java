package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import org.hillock.compute.Kernels;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Provider;

/** Kernels that use the vector instructions of the processor. */
public final class VectorProvider implements Provider {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  /** Refuses processors whose vectors are too narrow to win. */
  public VectorProvider() {
    if (LANES < 4) {
      throw new UnsupportedOperationException("expected at least 4 lanes, got " + LANES);
    }
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String detail() {
    return LANES * Float.SIZE + " bits (module jdk.incubator.vector)";
  }

  @Override
  public Kernels create(Workers workers) {
    return new VectorKernels(workers);
  }
}
