package org.hillock.compute.internal.vector;

/** The innermost piece of a product: a tile of the result that stays in registers. */
interface FloatTile {
  int rows();

  int columns();

  /**
   * {@code c += a b} on one tile. The sum of an element starts with what c holds and takes one
   * fused step for each k, in order.
   *
   * @param a left factor, packed: rows() elements for each k
   * @param at its first element
   * @param b right factor, whose rows are contiguous
   * @param from its first element
   * @param bStep distance of its rows
   * @param depth length of the sums
   * @param c result, whose rows are contiguous
   * @param to its first element
   * @param cRow distance of its rows
   */
  void run(
      float[] a, int at, float[] b, int from, int bStep, int depth, float[] c, int to, int cRow);
}
