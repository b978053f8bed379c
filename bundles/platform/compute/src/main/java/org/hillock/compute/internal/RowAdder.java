package org.hillock.compute.internal;

/** Adds listed rows of a matrix, and finds what is to be listed. */
public interface RowAdder {
  /**
   * {@code y[at + j] += sum over entries e of values[e] * w[from + rows[e] * step + j]} for j below
   * n, in the order of the entries.
   *
   * @param rows row of each entry
   * @param values factor of each entry, or null when all are 1
   * @param first entry
   * @param last after the last entry
   * @param w has the rows
   * @param from first element of row 0
   * @param step distance of rows
   * @param y target
   * @param at first element of the target
   * @param n elements of a row
   */
  void add(
      int[] rows,
      float[] values,
      int first,
      int last,
      float[] w,
      int from,
      int step,
      float[] y,
      int at,
      int n);

  /** Whether {@link #mark} is faster than a look at each element. */
  default boolean marksFast() {
    return false;
  }

  /** Sets the bits of the n elements that are not zero in words that are zero. */
  default void mark(float[] x, int at, int n, long[] words, int to) {
    throw new UnsupportedOperationException();
  }
}
