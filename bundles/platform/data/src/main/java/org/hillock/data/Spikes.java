package org.hillock.data;

/**
 * The spikes of one sample.
 *
 * @param times seconds from the start of the sample, in the order in which they are stored
 * @param units channel of each spike, from 0
 */
public record Spikes(float[] times, int[] units) {
  /** Refuses lists of different length. */
  public Spikes {
    if (times.length != units.length) {
      throw new IllegalArgumentException(
          "expected a unit for each of " + times.length + " times, got " + units.length);
    }
  }

  /** Number of spikes. */
  public int size() {
    return times.length;
  }
}
