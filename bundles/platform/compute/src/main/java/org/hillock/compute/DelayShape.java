package org.hillock.compute;

/**
 * Sizes of a layer whose synapses have kernels over time: {@code y[t] = sum over i and k of K[i][k]
 * x[t + k - left][i]}, with zeros outside the sequence.
 *
 * @param inputs number of inputs i
 * @param outputs number of outputs, the elements of a row {@code K[i][k]}
 * @param taps length of a kernel
 * @param left zeros before the first step: tap k looks back {@code left - k} steps
 */
public record DelayShape(int inputs, int outputs, int taps, int left) {
  /** Refuses sizes that are not positive, and padding outside 0 to taps - 1. */
  public DelayShape {
    if (inputs < 1 || outputs < 1 || taps < 1 || left < 0 || left >= taps) {
      throw new IllegalArgumentException(
          "delays: expected positive sizes and padding below the taps, got "
              + inputs
              + ", "
              + outputs
              + ", "
              + taps
              + ", "
              + left);
    }
  }

  /** Elements of the kernel. */
  public int kernelSize() {
    return inputs * taps * outputs;
  }
}
