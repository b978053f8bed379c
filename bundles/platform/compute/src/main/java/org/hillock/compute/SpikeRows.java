package org.hillock.compute;

import java.util.Arrays;

/**
 * Sparse rows: for each row the units that are not zero, in ascending order, with their values.
 *
 * <p>Row r has the entries {@code starts()[r]} to {@code starts()[r + 1] - 1} of {@link #units()}
 * and {@link #values()}. Arrays grow to what was needed once and are live; entries past the last
 * one mean nothing. Filled and read by one thread at a time.
 */
public final class SpikeRows {
  private int width;
  private int rows;
  private boolean binary = true;
  private int[] starts = new int[1];
  private int[] units = new int[0];
  private float[] values = new float[0];

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of units of a row. */
  public int width() {
    return width;
  }

  /** Number of entries of all rows. */
  public int count() {
    return starts[rows];
  }

  /** Whether every value is 1. */
  public boolean binary() {
    return binary;
  }

  /** First entry of each row, and after the last row the number of entries. */
  public int[] starts() {
    return starts;
  }

  /** Unit of each entry. */
  public int[] units() {
    return units;
  }

  /** Value of each entry. */
  public float[] values() {
    return values;
  }

  /** Removes all rows and sets the number of units of those that follow. */
  public void clear(int newWidth) {
    width = newWidth;
    rows = 0;
    binary = true;
    starts[0] = 0;
  }

  /**
   * Takes rows of a dense array, instead of what was there.
   *
   * @param x rows, one after another
   * @param offset first element
   * @param count number of rows
   * @param newWidth units of a row
   */
  public void readDense(float[] x, int offset, int count, int newWidth) {
    clear(newWidth);
    reserveRows(count);
    for (int r = 0; r < count; r++) {
      addDense(x, offset + r * newWidth);
    }
  }

  /** Takes the rows of {@code bits}, instead of what was there. */
  public void readBits(SpikeBits bits) {
    readBits(bits, null, 0);
  }

  /**
   * Takes the elements of dense rows whose bits are set, instead of what was there.
   *
   * @param bits of the elements to take
   * @param x rows, one after another, or null when all values are 1
   * @param offset first element of x
   */
  public void readBits(SpikeBits bits, float[] x, int offset) {
    clear(bits.width());
    reserveRows(bits.rows());
    int stride = bits.stride();
    for (int r = 0; r < bits.rows(); r++) {
      int n = starts[r];
      reserve(n + width);
      for (int w = 0; w < stride; w++) {
        int base = w << 6;
        for (long word = bits.words()[r * stride + w]; word != 0; word &= word - 1) {
          units[n] = base + Long.numberOfTrailingZeros(word);
          float value = x == null ? 1 : x[offset + r * width + units[n]];
          binary &= value == 1;
          values[n++] = value;
        }
      }
      end(n);
    }
  }

  /** Appends a row: {@link #width()} elements from {@code offset} on. */
  public void addDense(float[] x, int offset) {
    reserveRows(rows + 1);
    int n = starts[rows];
    reserve(n + width);
    int last = compact(x, offset, n);
    for (int e = n; e < last && binary; e++) {
      binary = values[e] == 1;
    }
    end(last);
  }

  /** Without a branch that depends on the data: spikes are not predictable. */
  private int compact(float[] x, int offset, int from) {
    int[] u = units;
    float[] v = values;
    int n = from;
    for (int j = 0; j < width; j++) {
      float value = x[offset + j];
      u[n] = j;
      v[n] = value;
      n += value != 0 ? 1 : 0;
    }
    return n;
  }

  private void end(int last) {
    rows++;
    starts[rows] = last;
  }

  private void reserveRows(int count) {
    if (starts.length <= count) {
      starts = Arrays.copyOf(starts, Math.max(count + 1, 2 * starts.length));
    }
  }

  /** Room for n entries and one that is written and dropped. */
  private void reserve(int n) {
    if (units.length <= n) {
      int length = Math.max(n + 1, 2 * units.length);
      units = Arrays.copyOf(units, length);
      values = Arrays.copyOf(values, length);
    }
  }
}
