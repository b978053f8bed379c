package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.SpikeRows;

/**
 * The entries of sparse rows by group of rows and unit: list {@code group * width + unit} has those
 * of one unit in the rows of one group, in the order of rows.
 *
 * <p>Rows r and r + groups are neighbours in time: row r is step {@code r / groups} of group {@code
 * r % groups}. With one group, the step is the row.
 */
public final class SpikeColumns {
  private int[] starts = new int[1];
  private int[] next = new int[0];
  private int[] steps = new int[0];
  private float[] values = new float[0];

  /** Sorts the entries of {@code x} into lists. */
  public void read(SpikeRows x, int groups) {
    int lists = groups * x.width();
    if (starts.length <= lists) {
      starts = new int[lists + 1];
      next = new int[lists];
    }
    if (steps.length < x.count()) {
      steps = new int[x.count()];
      values = new float[x.count()];
    }
    Arrays.fill(starts, 0, lists + 1, 0);
    int width = x.width();
    for (int r = 0; r < x.rows(); r++) {
      int base = r % groups * width + 1;
      for (int e = x.starts()[r]; e < x.starts()[r + 1]; e++) {
        starts[base + x.units()[e]]++;
      }
    }
    for (int i = 0; i < lists; i++) {
      starts[i + 1] += starts[i];
      next[i] = starts[i];
    }
    for (int r = 0; r < x.rows(); r++) {
      int base = r % groups * width;
      int step = r / groups;
      for (int e = x.starts()[r]; e < x.starts()[r + 1]; e++) {
        int at = next[base + x.units()[e]]++;
        steps[at] = step;
        values[at] = x.values()[e];
      }
    }
  }

  /** First entry of each list, and after the last list the number of entries. */
  public int[] starts() {
    return starts;
  }

  /** Step of each entry. */
  public int[] steps() {
    return steps;
  }

  /** Value of each entry. */
  public float[] values() {
    return values;
  }
}
