package org.hillock.nn;

/**
 * {@link Lif} in double precision over a whole sequence, as plain as its equations.
 *
 * <p>A smooth reference fires by {@link Atan#step} in place of the jump: then the surrogate
 * gradient is the true one and finite differences can check it.
 */
public final class LifReference {
  private final Lif lif;
  private final boolean smooth;

  /**
   * Reference of a neuron.
   *
   * @param lif its settings
   * @param smooth whether spikes are smooth
   */
  public LifReference(Lif lif, boolean smooth) {
    this.lif = lif;
    this.smooth = smooth;
  }

  /** Spike of a membrane h before the reset. */
  public double spike(double h) {
    double u = h - lif.threshold();
    if (smooth) {
      return lif.surrogate().step(u);
    }
    return u >= 0 ? 1 : 0;
  }

  /** Membrane after the reset. */
  public double membrane(double h) {
    double s = spike(h);
    return s * lif.reset() + (1 - s) * h;
  }

  /**
   * Membranes before the reset of one neuron.
   *
   * @param x inputs of all steps
   */
  public double[] forward(double[] x) {
    double[] h = new double[x.length];
    double v = lif.reset();
    double gain = lif.decayInput() ? 1 : lif.tau();
    for (int t = 0; t < x.length; t++) {
      h[t] = v + (gain * x[t] - (v - lif.reset())) / lif.tau();
      v = membrane(h[t]);
    }
    return h;
  }

  /**
   * Gradients of the inputs of one neuron.
   *
   * @param h result of the forward pass
   * @param gSpikes gradients of the spikes
   * @param gMembranes gradients of the membranes after the reset
   */
  public double[] backward(double[] h, double[] gSpikes, double[] gMembranes) {
    double[] gx = new double[h.length];
    double future = 0;
    for (int t = h.length - 1; t >= 0; t--) {
      double slope = lif.surrogate().slope(h[t] - lif.threshold());
      double gv = gMembranes[t] + future;
      double gh = gv * (1 - spike(h[t])) + gSpikes[t] * slope;
      if (!lif.detachReset()) {
        gh -= gv * (h[t] - lif.reset()) * slope;
      }
      gx[t] = lif.decayInput() ? gh / lif.tau() : gh;
      future = (1 - 1 / lif.tau()) * gh;
    }
    return gx;
  }
}
