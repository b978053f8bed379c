package org.hillock.models.delays.internal;

/**
 * Where the steps of a batch of sequences lie in a list of rows: sample after sample, no padding.
 *
 * @param lengths steps of each sample
 * @param starts first row of each sample, and the number of rows as last element
 */
record Sequences(int[] lengths, int[] starts) {
  /** The layout of samples of the given lengths. */
  static Sequences of(int[] lengths) {
    int[] starts = new int[lengths.length + 1];
    for (int b = 0; b < lengths.length; b++) {
      starts[b + 1] = starts[b] + lengths[b];
    }
    return new Sequences(lengths, starts);
  }

  int samples() {
    return lengths.length;
  }

  /** Number of rows. */
  int total() {
    return starts[lengths.length];
  }

  /** The layout after every sample grew by some steps, or shrank to no less than none. */
  Sequences grown(int steps) {
    int[] longer = lengths.clone();
    for (int b = 0; b < longer.length; b++) {
      longer[b] = Math.max(0, longer[b] + steps);
    }
    return of(longer);
  }

  /** Steps of the longest sample. */
  int longest() {
    int most = 0;
    for (int length : lengths) {
      most = Math.max(most, length);
    }
    return most;
  }
}
