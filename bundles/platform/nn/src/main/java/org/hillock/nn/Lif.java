package org.hillock.nn;

/**
 * Leaky integrate-and-fire neuron in discrete time with a hard reset.
 *
 * <pre>
 *   h_t = v_{t-1} + (g x_t - (v_{t-1} - r)) / tau     g = 1 with decayed input, else tau
 *   s_t = 1 if h_t >= threshold, else 0
 *   v_t = r if s_t = 1, else h_t
 * </pre>
 *
 * The backward step uses a surrogate for ds/dh. With a detached reset no gradient passes through
 * the choice between r and h.
 */
public final class Lif {
  private final double tau;
  private final double threshold;
  private final double reset;
  private final boolean decayInput;
  private final boolean detachReset;
  private final Atan surrogate;
  private final float leak;
  private final float gain;
  private final float offset;
  private final float thresholdFloat;
  private final float resetFloat;

  /**
   * A neuron with all settings.
   *
   * @param tau membrane time constant in steps, at least 1
   * @param threshold membrane at which it fires
   * @param reset membrane at the start and after a spike
   * @param decayInput whether the input is divided by tau
   * @param detachReset whether gradients stop at the reset
   * @param surrogate slope of the spike
   */
  public Lif(
      double tau,
      double threshold,
      double reset,
      boolean decayInput,
      boolean detachReset,
      Atan surrogate) {
    if (!(tau >= 1)) {
      throw new IllegalArgumentException("tau in steps: expected at least 1, got " + tau);
    }
    this.tau = tau;
    this.threshold = threshold;
    this.reset = reset;
    this.decayInput = decayInput;
    this.detachReset = detachReset;
    this.surrogate = surrogate;
    leak = (float) (1 - 1 / tau);
    gain = decayInput ? (float) (1 / tau) : 1f;
    offset = (float) (reset / tau);
    thresholdFloat = (float) threshold;
    resetFloat = (float) reset;
  }

  /** Membrane time constant in steps. */
  public double tau() {
    return tau;
  }

  /** Membrane at which the neuron fires. */
  public double threshold() {
    return threshold;
  }

  /** Membrane at the start and after a spike. */
  public float reset() {
    return resetFloat;
  }

  /** Whether the input is divided by tau. */
  public boolean decayInput() {
    return decayInput;
  }

  /** Whether gradients stop at the reset. */
  public boolean detachReset() {
    return detachReset;
  }

  /** Slope that stands for the derivative of a spike. */
  public Atan surrogate() {
    return surrogate;
  }

  /**
   * Membrane before the reset.
   *
   * @param v membrane after the previous step
   * @param x input of this step
   */
  public float integrate(float v, float x) {
    return leak * v + gain * x + offset;
  }

  /** Whether membrane h, before the reset, is a spike. */
  public boolean fires(float h) {
    return h >= thresholdFloat;
  }

  /**
   * One step of n neurons.
   *
   * @param x inputs
   * @param v membranes, updated
   * @param h receives the membranes before the reset
   * @param spikes receives 0 or 1
   * @param n number of neurons
   */
  public void step(float[] x, float[] v, float[] h, float[] spikes, int n) {
    for (int j = 0; j < n; j++) {
      h[j] = leak * v[j] + gain * x[j] + offset;
    }
    for (int j = 0; j < n; j++) {
      boolean fired = h[j] >= thresholdFloat;
      spikes[j] = fired ? 1f : 0f;
      v[j] = fired ? resetFloat : h[j];
    }
  }

  /**
   * The reverse of one step.
   *
   * @param h membranes before the reset, from the forward step
   * @param gSpikes gradients of the spikes
   * @param gMembrane on entry the gradients of the membranes after this step; on return those after
   *     the previous one
   * @param gInput receives the gradients of the inputs; may be gSpikes
   * @param n number of neurons
   */
  public void backStep(float[] h, float[] gSpikes, float[] gMembrane, float[] gInput, int n) {
    float half = (float) (0.5 * surrogate.alpha());
    float steep = (float) (0.5 * Math.PI * surrogate.alpha());
    for (int j = 0; j < n; j++) {
      float u = h[j] - thresholdFloat;
      float z = steep * u;
      float slope = half / (1f + z * z);
      float keep = u >= 0 ? 0f : 1f;
      float g = gMembrane[j] * keep + gSpikes[j] * slope;
      if (!detachReset) {
        g -= gMembrane[j] * (h[j] - resetFloat) * slope;
      }
      gInput[j] = gain * g;
      gMembrane[j] = leak * g;
    }
  }
}
