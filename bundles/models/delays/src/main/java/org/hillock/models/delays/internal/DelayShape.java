package org.hillock.models.delays.internal;

/**
 * Sizes of one delayed layer.
 *
 * @param inputs channels in
 * @param outputs channels out
 * @param groups groups of channels that do not mix; divides inputs and outputs
 * @param count positions of each synapse
 * @param taps length K of a kernel in steps
 * @param left zero steps before the input
 * @param right zero steps after the input
 */
record DelayShape(int inputs, int outputs, int groups, int count, int taps, int left, int right) {
  DelayShape {
    if (inputs < 1 || outputs < 1 || count < 1 || taps < 1 || left < 0 || right < 0) {
      throw new IllegalArgumentException(
          "expected channels, positions and taps of at least 1, got "
              + inputs
              + " to "
              + outputs
              + ", "
              + count
              + " positions, "
              + taps
              + " taps");
    }
    if (groups < 1 || inputs % groups != 0 || outputs % groups != 0) {
      throw new IllegalArgumentException(
          "expected groups that divide " + inputs + " and " + outputs + ", got " + groups);
    }
  }

  /** The causal layer: tap k looks back taps-1-k steps, and (taps-1)/2 zero steps follow. */
  static DelayShape causal(int inputs, int outputs, int count, int taps) {
    return new DelayShape(inputs, outputs, 1, count, taps, taps - 1, (taps - 1) / 2);
  }

  /** Inputs that one output sees. */
  int inputsPerGroup() {
    return inputs / groups;
  }

  /** Outputs that one input reaches. */
  int outputsPerGroup() {
    return outputs / groups;
  }

  /** Length of weights, positions and widths: outputs x inputs per group x count. */
  int synapses() {
    return outputs * inputsPerGroup() * count;
  }

  /** Tap of position 0. */
  int centre() {
    return taps / 2;
  }

  /** Steps by which the output is longer than the input. */
  int growth() {
    return left + right - taps + 1;
  }
}
