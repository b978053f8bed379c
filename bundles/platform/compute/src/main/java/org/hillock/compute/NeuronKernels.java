package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Spiking neurons over time, alone and as a layer behind a matrix.
 *
 * <p>Sequences are time-major: element (t, b, j) of a layer with {@code batch} samples and n
 * outputs is at {@code (t * batch + b) * n + j}, and row {@code t * batch + b} of sparse inputs is
 * step t of sample b. Arrays start at element 0 and may be longer than needed.
 */
@ProviderType
public interface NeuronKernels {
  /**
   * Steps of independent neurons.
   *
   * @param rule the neuron
   * @param steps number of steps
   * @param neurons neurons of a step
   * @param x inputs, {@code [steps][neurons]}
   * @param v membranes, updated
   * @param h receives the membranes that decide, or null; may be x
   * @param s receives 0 or 1, or null; may be x if h is not
   */
  void forward(LifRule rule, int steps, int neurons, float[] x, float[] v, float[] h, float[] s);

  /**
   * The reverse of {@link #forward}.
   *
   * @param rule the neuron
   * @param steps number of steps
   * @param neurons neurons of a step
   * @param v0 membranes before the first step; only late resets read it, else it may be null
   * @param h membranes that decided
   * @param gs gradients of the spikes
   * @param gm gradients of the membranes after each step, or null
   * @param gv on entry the gradients of the last membranes, on return those of the first
   * @param gx receives the gradients of the inputs; may be gs
   */
  void backward(
      LifRule rule,
      int steps,
      int neurons,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gv,
      float[] gx);

  /**
   * Gradients of the settings of a rule, from the results of {@link #backward}.
   *
   * @param rule the neuron
   * @param steps number of steps
   * @param neurons neurons of a step
   * @param v0 membranes before the first step
   * @param h membranes that decided
   * @param gs gradients of the spikes
   * @param gm gradients of the membranes after each step, or null
   * @param gvEnd gradients of the last membranes
   * @param sums to which the gradient of the leak (element 0) and of the threshold (1) are added
   */
  void settingGradients(
      LifRule rule,
      int steps,
      int neurons,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gvEnd,
      double[] sums);

  /**
   * A layer: input currents {@code in[row] w}, then neurons.
   *
   * @param rule the neuron
   * @param steps number of steps
   * @param batch number of samples
   * @param in inputs, {@code steps * batch} rows
   * @param w one contiguous row of output weights for each input unit
   * @param v membranes {@code [batch][outputs]}, updated
   * @param h receives the membranes that decide, or null
   * @param s receives 0 or 1, or null
   * @param bits receives the spikes, or null
   */
  void forward(
      LifRule rule,
      int steps,
      int batch,
      SpikeRows in,
      Matrix w,
      float[] v,
      float[] h,
      float[] s,
      SpikeBits bits);

  /**
   * The reverse of the layer. The gradient of dense inputs is the product of gx with w transposed.
   *
   * @param rule the neuron
   * @param steps number of steps
   * @param batch number of samples
   * @param in inputs of the forward pass
   * @param v0 membranes before the first step, or null if the reset is not late
   * @param h membranes that decided
   * @param gs gradients of the spikes
   * @param gm gradients of the membranes after each step, or null
   * @param gv on entry the gradients of the last membranes, on return those of the first
   * @param gx receives the gradients of the currents, or null; may be gs
   * @param gw to which the gradients of the weights are added
   */
  void backward(
      LifRule rule,
      int steps,
      int batch,
      SpikeRows in,
      float[] v0,
      float[] h,
      float[] gs,
      float[] gm,
      float[] gv,
      float[] gx,
      Matrix gw);
}
