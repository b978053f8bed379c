package org.hillock.data;

/**
 * The samples of one split as counts of spikes.
 *
 * @param counts {@code [sample][step * channels + channel]}, unsigned bytes
 * @param labels one a sample
 * @param groups one a sample, such as its speaker
 */
public record CountsSplit(byte[][] counts, int[] labels, String[] groups) {
  /** A split without a sample. */
  public static final CountsSplit EMPTY = new CountsSplit(new byte[0][], new int[0], new String[0]);

  /** Refuses lists of different length. */
  public CountsSplit {
    if (counts.length != labels.length || counts.length != groups.length) {
      throw new IllegalArgumentException(
          "expected a label and a group for each of "
              + counts.length
              + " samples, got "
              + labels.length
              + " and "
              + groups.length);
    }
  }

  /** Number of samples. */
  int size() {
    return counts.length;
  }
}
