package org.hillock.compute;

/**
 * A leaky integrate-and-fire neuron in discrete time.
 *
 * <pre>
 *   h_t = leak v_{t-1} + gain x_t + offset      h is the membrane that decides
 *   s_t = 1 if h_t &gt;= threshold (or &gt;, if strict), else 0
 *   HARD:      v_t = rest if s_t = 1, else h_t
 *   SUBTRACT:  v_t = h_t - threshold s_t
 *   late:      r_t = 1 if v_{t-1} fires, else 0;  v_t = h_t
 *     SUBTRACT_LATE:  h_t = leak v_{t-1} + gain x_t + offset - threshold r_t
 *     ZERO_LATE:      h_t = leak (1 - r_t) v_{t-1} + gain x_t + offset
 * </pre>
 *
 * Backwards the slope of the surrogate stands for ds/dh. No gradient passes through the decision of
 * the reset if it is detached; late resets always are.
 *
 * @param leak factor of the membrane
 * @param gain factor of the input
 * @param offset added in each step
 * @param threshold membrane at which it fires
 * @param strict whether a membrane at the threshold stays silent
 * @param reset what a spike does
 * @param rest membrane after a hard reset
 * @param surrogate slope of a spike
 * @param detached whether gradients stop at the reset
 */
public record LifRule(
    float leak,
    float gain,
    float offset,
    float threshold,
    boolean strict,
    Reset reset,
    float rest,
    Surrogate surrogate,
    boolean detached) {
  /** Refuses a late reset that is not detached. */
  public LifRule {
    if (reset.late() && !detached) {
      throw new IllegalArgumentException("late reset: expected a detached one, got attached");
    }
  }

  /**
   * The neuron of SpikingJelly: {@code h = v + (x - (v - rest)) / tau}, or without decay of the
   * input {@code h = v - (v - rest) / tau + x}; fires at the threshold.
   *
   * @param tau time constant in steps, at least 1
   * @param threshold membrane at which it fires
   * @param rest membrane to which it decays, and after a hard reset
   * @param decayInput whether the input is divided by tau
   * @param reset HARD or SUBTRACT
   * @param detached whether gradients stop at the reset
   * @param surrogate slope of a spike
   */
  public static LifRule withTau(
      double tau,
      double threshold,
      double rest,
      boolean decayInput,
      Reset reset,
      boolean detached,
      Surrogate surrogate) {
    if (!(tau >= 1)) {
      throw new IllegalArgumentException("tau in steps: expected at least 1, got " + tau);
    }
    return new LifRule(
        (float) (1 - 1 / tau),
        decayInput ? (float) (1 / tau) : 1,
        (float) (rest / tau),
        (float) threshold,
        false,
        reset,
        (float) rest,
        surrogate,
        detached);
  }

  /**
   * The neuron of snnTorch: leaks by beta, resets one step late, fires above the threshold.
   *
   * @param beta factor of the membrane, from 0 to 1; outside it is clipped
   * @param threshold membrane above which it fires
   * @param reset SUBTRACT_LATE or ZERO_LATE
   * @param surrogate slope of a spike
   */
  public static LifRule late(double beta, double threshold, Reset reset, Surrogate surrogate) {
    if (!reset.late()) {
      throw new IllegalArgumentException("reset: expected a late one, got " + reset);
    }
    float leak = (float) Math.max(0, Math.min(1, beta));
    return new LifRule(leak, 1, 0, (float) threshold, true, reset, 0, surrogate, true);
  }

  /** The membrane after a step in which h decided. */
  public float after(float h) {
    return switch (reset) {
      case HARD -> h >= firing() ? rest : h;
      case SUBTRACT -> h >= firing() ? h - threshold : h;
      default -> h;
    };
  }

  /** The smallest membrane that fires. */
  public float firing() {
    return strict ? Math.nextUp(threshold) : threshold;
  }
}
