package org.hillock.compute.internal.vector;

/** The innermost piece of a product: a tile of the result that stays in registers. */
interface FloatTile {
  int rows();

  int columns();

  /**
   * {@code c = a b} or {@code c += a b} on one tile. The sum of an element starts at zero and takes
   * one fused step for each k, in order.
   *
   * @param a left factor
   * @param at its first element
   * @param aRow distance of its rows
   * @param aStep distance of its columns
   * @param b right factor, whose rows are contiguous
   * @param from its first element
   * @param bStep distance of its rows
   * @param depth length of the sums
   * @param c result, whose rows are contiguous
   * @param to its first element
   * @param cRow distance of its rows
   * @param add whether to add to c
   */
  void run(
      float[] a,
      int at,
      int aRow,
      int aStep,
      float[] b,
      int from,
      int bStep,
      int depth,
      float[] c,
      int to,
      int cRow,
      boolean add);
}
