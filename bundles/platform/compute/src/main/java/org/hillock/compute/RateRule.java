package org.hillock.compute;

/**
 * A spiking neuron whose gradient is that of its rate: differentiation on spike representation
 * (Meng et al., arXiv 2205.00459).
 *
 * <pre>
 *   V = leak V + gain I_t
 *   s_t = scale threshold if V &gt;= alpha threshold, else 0
 *   V = V - s_t / scale
 *   rate r(z) = sum_t w_t z_t with sum_t w_t = 1
 * </pre>
 *
 * The rate of the output is {@code slope} times that of the input where this lies between 0 and a
 * limit. The gradient of the input follows from that: it is equal for all steps, and costs one.
 *
 * @param leaky whether it leaks; without a leak the ends of the range count as inside
 * @param leak factor of the membrane
 * @param gain factor of the input
 * @param scale height of a spike over the threshold
 * @param alpha share of the threshold at which it fires
 * @param slope derivative of the rate of the output by that of the input
 */
public record RateRule(
    boolean leaky, double leak, double gain, double scale, double alpha, double slope) {
  /**
   * The leaky neuron: leak {@code exp(-dt / tau)}, later steps weigh more.
   *
   * @param tau time constant
   * @param dt length of a step, in the unit of tau
   * @param alpha share of the threshold at which it fires
   */
  public static RateRule leaky(double tau, double dt, double alpha) {
    double leak = Math.exp(-dt / tau);
    return new RateRule(true, leak, 1 - leak, 1 / dt, alpha, 1 / tau);
  }

  /** The neuron without a leak: all steps weigh the same. */
  public static RateRule integrating(double alpha) {
    return new RateRule(false, 1, 1, 1, alpha, 1);
  }

  /** Largest rate of the input that the output can follow. */
  public double limit(double threshold) {
    return threshold * scale / slope;
  }

  /** Weight of step t of {@code steps}, counted from 0. */
  public double weight(int t, int steps) {
    if (!leaky) {
      return 1.0 / steps;
    }
    return Math.pow(leak, steps - 1 - t) * (1 - leak) / (1 - Math.pow(leak, steps));
  }
}
