package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Products of sparse rows with a matrix: the cost is that of the entries. All matrices have rows
 * that are contiguous (a column stride of 1).
 */
@ProviderType
public interface SpikeProducts {
  /**
   * Lists the elements of dense rows that are not zero, instead of what {@code out} had.
   *
   * @param x rows, one after another
   * @param offset first element
   * @param rows number of rows
   * @param width units of a row
   * @param out receives the lists
   */
  void list(float[] x, int offset, int rows, int width, SpikeRows out);

  /**
   * {@code y[r] = sum over the entries of row r of value * w[unit]}, or with {@code add} added to
   * y. Entries are summed in their order.
   *
   * @param x rows, as many as y has, as wide as w has rows
   * @param w one row for each unit
   * @param y the result
   * @param add whether to add to y
   */
  void multiply(SpikeRows x, Matrix w, Matrix y, boolean add);

  /**
   * {@code gw[u] = sum over the entries of unit u of value * gy[row]}, or with {@code add} added to
   * gw: the gradient of {@code w} in {@link #multiply}. Entries are summed in the order of rows.
   *
   * @param x rows of the forward product
   * @param gy gradient of y
   * @param gw the result
   * @param add whether to add to gw
   */
  void weightGradient(SpikeRows x, Matrix gy, Matrix gw, boolean add);
}
