package org.hillock.compute.internal.plain;

import org.hillock.compute.DelayShape;
import org.hillock.compute.SynapseKernels;
import org.hillock.compute.TapForm;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Shapes;

/** Kernels of synapses by the definition. */
public final class PlainSynapses implements SynapseKernels {
  private final Workers workers;

  /** Kernels that share inputs among workers. */
  public PlainSynapses(Workers workers) {
    this.workers = workers;
  }

  @Override
  public void build(
      TapForm form,
      DelayShape shape,
      float[] weight,
      float[] position,
      float[] sigma,
      float[] kernel,
      boolean add) {
    Shapes.synapses(shape, weight, position, sigma, kernel);
    int n = shape.outputs();
    workers.run(
        shape.inputs(),
        (i, worker) -> {
          TapValues taps = new TapValues(shape.taps());
          for (int o = 0; o < n; o++) {
            int at = i * n + o;
            taps.compute(form, position[at] + shape.taps() / 2, sigma[at]);
            for (int k = 0; k < shape.taps(); k++) {
              int to = (i * shape.taps() + k) * n + o;
              float value = (float) (weight[at] * taps.e[k] / taps.z);
              kernel[to] = add ? kernel[to] + value : value;
            }
          }
        });
  }

  @Override
  public void gradients(
      TapForm form,
      DelayShape shape,
      float[] weight,
      float[] position,
      float[] sigma,
      float[] gKernel,
      float[] gWeight,
      float[] gPosition,
      float[] gSigma) {
    Shapes.synapses(shape, weight, position, sigma, gKernel);
    int n = shape.outputs();
    workers.run(
        shape.inputs(),
        (i, worker) -> {
          TapValues taps = new TapValues(shape.taps());
          for (int o = 0; o < n; o++) {
            int at = i * n + o;
            int from = i * shape.taps() * n + o;
            taps.compute(form, position[at] + shape.taps() / 2, sigma[at]);
            double sum = 0;
            for (int k = 0; k < shape.taps(); k++) {
              sum += gKernel[from + k * n] * taps.e[k];
            }
            gWeight[at] = (float) (sum / taps.z);
            double scale = form == TapForm.V0 ? 0 : sum;
            gPosition[at] =
                (float)
                    (weight[at]
                        * TapValues.derivative(taps.byPosition, scale, taps.z, gKernel, from, n));
            if (gSigma != null) {
              gSigma[at] =
                  (float)
                      (weight[at]
                          * TapValues.derivative(taps.bySigma, scale, taps.z, gKernel, from, n));
            }
          }
        });
  }
}
