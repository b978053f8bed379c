package org.hillock.models.delays.internal;

/**
 * How the widths shrink: after each epoch before {@code finalEpoch}, while they are above the
 * floor, they are multiplied by {@code (floor / start)^(1 / finalEpoch)}.
 *
 * @param start width in the first epoch
 * @param finalEpoch epoch in which the floor is reached; 0 keeps the widths
 */
record SigmaSchedule(double start, int finalEpoch) {
  static final double FLOOR = 0.23;

  /** Updates widths at the end of an epoch, counted from 0. */
  void endOfEpoch(int epoch, float[] sigma) {
    if (epoch >= finalEpoch || sigma.length == 0 || !(sigma[0] > (float) FLOOR)) {
      return;
    }
    float factor = (float) Math.pow(FLOOR / start, 1.0 / finalEpoch);
    for (int n = 0; n < sigma.length; n++) {
      sigma[n] *= factor;
    }
  }
}
