package org.hillock.compute.internal.vector;

import java.util.Arrays;

/** Copies a piece of a matrix into contiguous rows of a fixed width, with zeros at the end. */
final class Packing {
  private Packing() {}

  /**
   * Packs {@code rows} rows of {@code columns} elements.
   *
   * @param x source
   * @param from its first element
   * @param rowStride distance of its rows
   * @param columnStride distance of its columns
   * @param rows number of rows
   * @param columns elements of a row, at most width
   * @param y target
   * @param to its first element
   * @param width length of a target row
   */
  static void rows(
      float[] x,
      int from,
      int rowStride,
      int columnStride,
      int rows,
      int columns,
      float[] y,
      int to,
      int width) {
    if (columns < width) {
      Arrays.fill(y, to, to + rows * width, 0);
    }
    if (columnStride == 1) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(x, from + i * rowStride, y, to + i * width, columns);
      }
      return;
    }
    // Along the source's rows in memory: its columns, four at a time.
    int j = 0;
    for (; j + 3 < columns; j += 4) {
      four(x, from + j * columnStride, rowStride, columnStride, rows, y, to + j, width);
    }
    for (; j < columns; j++) {
      int p = from + j * columnStride;
      for (int i = 0; i < rows; i++) {
        y[to + i * width + j] = x[p + i * rowStride];
      }
    }
  }

  private static void four(
      float[] x, int p0, int rowStride, int columnStride, int rows, float[] y, int to, int width) {
    int p1 = p0 + columnStride;
    int p2 = p1 + columnStride;
    int p3 = p2 + columnStride;
    for (int i = 0; i < rows; i++) {
      int p = i * rowStride;
      int q = to + i * width;
      y[q] = x[p0 + p];
      y[q + 1] = x[p1 + p];
      y[q + 2] = x[p2 + p];
      y[q + 3] = x[p3 + p];
    }
  }
}
