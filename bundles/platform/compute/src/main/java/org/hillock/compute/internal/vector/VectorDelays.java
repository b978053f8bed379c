package org.hillock.compute.internal.vector;

import org.hillock.compute.DelayShape;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.EventDelays;

/** Delayed layers by events, with sums in registers. */
final class VectorDelays implements EventDelays {
  private final WindowForward forward;
  private final TapGradient gradient;

  VectorDelays(Workers workers) {
    forward = new WindowForward(workers);
    gradient = new TapGradient(workers);
  }

  @Override
  public void forward(
      DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y) {
    forward.run(shape, batch, x, kernel, outSteps, y);
  }

  @Override
  public void kernelGradient(
      DelayShape shape, int batch, SpikeRows x, int outSteps, float[] gy, float[] gKernel) {
    gradient.run(shape, batch, x, outSteps, gy, gKernel);
  }
}
