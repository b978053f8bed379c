package org.hillock.compute;

import java.util.Arrays;

/**
 * Rows of bits: unit u of row r is bit {@code u % 64} of word {@code r * stride + u / 64}. Bits
 * past the last unit of a row are zero. A tensor of bits has the same layout if its rows are
 * multiples of 64.
 */
public final class SpikeBits {
  private int rows;
  private int width;
  private int stride;
  private long[] words = new long[0];

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of units of a row. */
  public int width() {
    return width;
  }

  /** Words of a row. */
  public int stride() {
    return stride;
  }

  /** The words, live; those past the last row mean nothing. */
  public long[] words() {
    return words;
  }

  /** Makes room for rows of zeros, instead of what was there. */
  public void clear(int newRows, int newWidth) {
    rows = newRows;
    width = newWidth;
    stride = (newWidth + 63) / 64;
    int n = rows * stride;
    if (words.length < n) {
      words = new long[n];
    } else {
      Arrays.fill(words, 0, n, 0);
    }
  }

  /** Whether a unit of a row is set. */
  public boolean get(int row, int unit) {
    return (words[row * stride + (unit >> 6)] >>> unit & 1) != 0;
  }

  /** Sets a unit of a row. */
  public void set(int row, int unit) {
    words[row * stride + (unit >> 6)] |= 1L << unit;
  }
}
