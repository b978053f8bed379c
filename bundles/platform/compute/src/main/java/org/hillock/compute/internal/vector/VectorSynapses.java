package org.hillock.compute.internal.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.hillock.compute.DelayShape;
import org.hillock.compute.SynapseKernels;
import org.hillock.compute.TapForm;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Shapes;
import org.hillock.compute.internal.plain.PlainSynapses;

/** Gaussian kernels of synapses over whole vectors of outputs; the rest in plain Java. */
final class VectorSynapses implements SynapseKernels {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  private final Workers workers;
  private final PlainSynapses plain;

  VectorSynapses(Workers workers) {
    this.workers = workers;
    plain = new PlainSynapses(workers);
  }

  private static boolean fits(TapForm form, DelayShape shape) {
    return form == TapForm.GAUSS && shape.outputs() % LANES == 0;
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
    if (!fits(form, shape)) {
      plain.build(form, shape, weight, position, sigma, kernel, add);
      return;
    }
    Shapes.synapses(shape, weight, position, sigma, kernel);
    int n = shape.outputs();
    workers.run(
        shape.inputs(),
        (i, worker) -> {
          if (!add) {
            int at = i * shape.taps() * n;
            Arrays.fill(kernel, at, at + shape.taps() * n, 0);
          }
          for (int o = 0; o < n; o += LANES) {
            int to = i * shape.taps() * n + o;
            int middle = shape.taps() / 2;
            GaussTaps.build(
                position, sigma, weight, i * n + o, middle, shape.taps(), kernel, to, n);
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
    if (!fits(form, shape)) {
      plain.gradients(form, shape, weight, position, sigma, gKernel, gWeight, gPosition, gSigma);
      return;
    }
    Shapes.synapses(shape, weight, position, sigma, gKernel);
    int n = shape.outputs();
    workers.run(
        shape.inputs(),
        (i, worker) -> {
          for (int o = 0; o < n; o += LANES) {
            int from = i * shape.taps() * n + o;
            int at = i * n + o;
            int middle = shape.taps() / 2;
            GaussTaps.gradients(
                position,
                sigma,
                weight,
                at,
                middle,
                shape.taps(),
                gKernel,
                from,
                n,
                gWeight,
                gPosition,
                gSigma);
          }
        });
  }
}
