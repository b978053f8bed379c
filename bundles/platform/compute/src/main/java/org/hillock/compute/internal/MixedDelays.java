package org.hillock.compute.internal;

import org.hillock.compute.DelayKernels;
import org.hillock.compute.DelayShape;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.SpikeRows;

/** Delayed layers: by events where the inputs are sparse, else by products of matrices. */
public final class MixedDelays implements DelayKernels {
  private final EventDelays events;
  private final DenseDelays dense;

  /** Layers from the parts of a provider. */
  public MixedDelays(EventDelays events, MatrixProducts products) {
    this.events = events;
    dense = new DenseDelays(products);
  }

  @Override
  public void forward(
      DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y) {
    check(shape, batch, x, kernel, outSteps, y);
    events.forward(shape, batch, x, kernel, outSteps, y);
  }

  @Override
  public void forward(
      DelayShape shape, int batch, int steps, float[] x, float[] kernel, int outSteps, float[] y) {
    Shapes.length("inputs", steps * batch * shape.inputs(), 0, x.length);
    check(shape, batch, kernel, outSteps, y);
    dense.correlate(shape, batch, steps, x, kernel, false, outSteps, y);
  }

  @Override
  public void kernelGradient(
      DelayShape shape, int batch, SpikeRows x, int outSteps, float[] gy, float[] gKernel) {
    check(shape, batch, x, gKernel, outSteps, gy);
    events.kernelGradient(shape, batch, x, outSteps, gy, gKernel);
  }

  @Override
  public void inputGradient(
      DelayShape shape,
      int batch,
      int outSteps,
      float[] gy,
      float[] kernel,
      int steps,
      float[] gx) {
    Shapes.length("gradients of inputs", steps * batch * shape.inputs(), 0, gx.length);
    check(shape, batch, kernel, outSteps, gy);
    dense.correlate(shape, batch, outSteps, gy, kernel, true, steps, gx);
  }

  private static void check(
      DelayShape shape, int batch, SpikeRows x, float[] kernel, int outSteps, float[] y) {
    if (x.width() != shape.inputs() || batch < 1 || x.rows() % batch != 0) {
      throw new IllegalArgumentException(
          "delays: expected rows of "
              + shape.inputs()
              + " for whole steps of "
              + batch
              + ", got sparse["
              + x.rows()
              + ", "
              + x.width()
              + "]");
    }
    check(shape, batch, kernel, outSteps, y);
  }

  private static void check(DelayShape shape, int batch, float[] kernel, int outSteps, float[] y) {
    Shapes.length("kernel", shape.kernelSize(), 0, kernel.length);
    Shapes.length("outputs", outSteps * batch * shape.outputs(), 0, y.length);
  }
}
