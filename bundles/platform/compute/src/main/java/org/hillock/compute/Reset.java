package org.hillock.compute;

/** What a spike does to the membrane. */
public enum Reset {
  /** In the same step the membrane becomes the reset value. */
  HARD,
  /** In the same step the threshold is subtracted. */
  SUBTRACT,
  /** The threshold is subtracted in the next step, after the leak. */
  SUBTRACT_LATE,
  /** In the next step the membrane counts as zero before the leak. */
  ZERO_LATE;

  /** Whether the membrane after a step still is the one that fired. */
  public boolean late() {
    return this == SUBTRACT_LATE || this == ZERO_LATE;
  }
}
