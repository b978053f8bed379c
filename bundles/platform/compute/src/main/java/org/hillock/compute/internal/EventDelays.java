package org.hillock.compute.internal;

import org.hillock.compute.DelayShape;
import org.hillock.compute.SpikeRows;

/** The parts of delayed layers that cost what their events cost. */
public interface EventDelays {
  /** Outputs for sparse inputs. */
  void forward(DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y);

  /** Gradient of the kernel. */
  void kernelGradient(
      DelayShape shape, int batch, SpikeRows x, int outSteps, float[] gy, float[] gKernel);
}
