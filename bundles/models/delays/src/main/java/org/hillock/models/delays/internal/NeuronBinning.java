package org.hillock.models.delays.internal;

/** Sums of neighbouring input channels: output i is the sum of channels i n to i n + n - 1. */
final class NeuronBinning {
  private NeuronBinning() {}

  /**
   * Bins the channels of one step.
   *
   * @param frame counts of each channel; channels after the last whole bin are dropped
   * @param n channels of a bin
   */
  static float[] bin(float[] frame, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("expected bins of at least 1 channel, got " + n);
    }
    float[] binned = new float[frame.length / n];
    for (int c = 0; c < binned.length * n; c++) {
      binned[c / n] += frame[c];
    }
    return binned;
  }
}
