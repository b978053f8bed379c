package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.hillock.compute.Kernels;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Provider;

/** Kernels that use the vector instructions of the processor. */
public final class VectorProvider implements Provider {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  /**
   * Refuses processors without fused multiply-add, which then is a slow call. Those of the x86
   * family that have vectors of 8 whole numbers have it, all others with vectors too.
   */
  public VectorProvider() {
    boolean x86 = System.getProperty("os.arch", "").matches("amd64|x86_64|x86|i386");
    int least = x86 ? 8 : 4;
    int present = Math.min(LANES, IntVector.SPECIES_PREFERRED.length());
    if (present < least) {
      throw new UnsupportedOperationException("expected " + least + " lanes, got " + present);
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
