package org.hillock.compute;

/** Forward and backward steps of {@link RateRule}, time-major as {@code [steps][neurons]}. */
public final class RateNeurons {
  private RateNeurons() {}

  /**
   * Spikes of all steps; membranes start at 0.
   *
   * @param rule the neuron
   * @param threshold above 0
   * @param steps number of steps
   * @param neurons neurons of a step
   * @param x inputs
   * @param s receives 0 or {@code scale threshold}
   */
  public static void forward(
      RateRule rule, float threshold, int steps, int neurons, float[] x, float[] s) {
    float leak = (float) rule.leak();
    float gain = (float) rule.gain();
    float firing = (float) (rule.alpha() * threshold);
    float height = (float) (rule.scale() * threshold);
    float[] v = new float[neurons];
    for (int t = 0; t < steps; t++) {
      int at = t * neurons;
      for (int j = 0; j < neurons; j++) {
        float now = leak * v[j] + gain * x[at + j];
        boolean fires = now >= firing;
        s[at + j] = fires ? height : 0;
        v[j] = fires ? now - threshold : now;
      }
    }
  }

  /** Weighted rate {@code r[j] = sum_t w_t x[t][j]}. */
  public static void rate(RateRule rule, int steps, int neurons, float[] x, float[] r) {
    java.util.Arrays.fill(r, 0, neurons, 0);
    for (int t = 0; t < steps; t++) {
      float weight = (float) rule.weight(t, steps);
      int at = t * neurons;
      for (int j = 0; j < neurons; j++) {
        r[j] += weight * x[at + j];
      }
    }
  }

  /**
   * The gradient of the inputs of a step, equal for all.
   *
   * @param rule the neuron
   * @param threshold of the forward pass
   * @param steps number of steps
   * @param neurons neurons of a step
   * @param rate weighted rate of the inputs
   * @param gRate weighted rate of the gradients of the spikes
   * @param gx receives the gradients of the inputs of each step
   * @return the gradient of the threshold
   */
  public static double backward(
      RateRule rule,
      float threshold,
      int steps,
      int neurons,
      float[] rate,
      float[] gRate,
      float[] gx) {
    float limit = (float) rule.limit(threshold);
    double saturated = 0;
    for (int j = 0; j < neurons; j++) {
      float r = rate[j];
      boolean inside = rule.leaky() ? r > 0 && r < limit : r >= 0 && r <= limit;
      gx[j] = inside ? (float) rule.slope() * gRate[j] : 0;
      saturated += r > limit ? gRate[j] : 0;
    }
    return saturated * steps / rule.scale();
  }
}
