package org.hillock.compute.internal.plain;

import org.hillock.compute.Kernels;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Provider;

/** Kernels in plain Java: the reference. */
public final class PlainProvider implements Provider {
  /** The provider; it has no state. */
  public PlainProvider() {}

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String detail() {
    return "plain Java";
  }

  @Override
  public Kernels create(Workers workers) {
    return new PlainKernels(workers);
  }
}
