package org.hillock.models.delays.internal;

import java.util.Arrays;

/** Rows of one width that are kept from batch to batch; their contents are undefined. */
final class RowBuffer {
  private final int width;
  private float[][] rows = {};

  RowBuffer(int width) {
    this.width = width;
  }

  /** At least {@code count} rows. */
  float[][] rows(int count) {
    int had = rows.length;
    if (had < count) {
      rows = Arrays.copyOf(rows, count);
      for (int r = had; r < count; r++) {
        rows[r] = new float[width];
      }
    }
    return rows;
  }

  /** At least {@code count} rows, the first {@code count} of them zero. */
  float[][] zeros(int count) {
    float[][] all = rows(count);
    for (int r = 0; r < count; r++) {
      Arrays.fill(all[r], 0);
    }
    return all;
  }
}
