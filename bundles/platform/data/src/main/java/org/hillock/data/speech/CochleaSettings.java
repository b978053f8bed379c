package org.hillock.data.speech;

/**
 * What a {@link Cochlea} is made of.
 *
 * @param units number of channels
 * @param lowest centre of unit 0 in Hz
 * @param highest centre of the last unit in Hz
 * @param step seconds of a step of hair cells and neurons
 * @param recovery time constant of the transmitter pool in seconds
 * @param release share of the pool that a drive of 1 releases a second
 * @param membrane time constant of the neurons in seconds
 * @param gain input of a neuron for a full pool and a drive of 1, where the threshold is 1
 * @param noise half the width of the uniform noise of the input
 * @param rest steps after a spike in which a neuron takes no input
 */
public record CochleaSettings(
    int units,
    double lowest,
    double highest,
    double step,
    double recovery,
    double release,
    double membrane,
    double gain,
    double noise,
    int rest) {
  /** Those of the shipped set. */
  public static final CochleaSettings STANDARD =
      new CochleaSettings(700, 60, 8000, 0.0005, 0.060, 30, 0.004, 4, 2, 4);

  /** Refuses values that mean nothing. */
  public CochleaSettings {
    if (units < 1
        || !(lowest > 0)
        || !(highest >= lowest)
        || !(step > 0)
        || !(recovery > step)
        || !(release >= 0)
        || !(membrane > step)
        || !(gain > 0)
        || !(noise >= 0)
        || rest < 0) {
      throw new IllegalArgumentException(
          "expected positive settings, and time constants above the step, got units "
              + units
              + ", "
              + lowest
              + " to "
              + highest
              + " Hz, step "
              + step
              + ", recovery "
              + recovery
              + ", membrane "
              + membrane);
    }
  }
}
