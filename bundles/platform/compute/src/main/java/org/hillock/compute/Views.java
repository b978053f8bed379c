package org.hillock.compute;

/** Checks views of arrays. */
final class Views {
  private Views() {}

  static void check(
      int length, int offset, int rows, int columns, int rowStride, int columnStride) {
    if (rows < 0 || columns < 0 || rowStride < 0 || columnStride < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "matrix: expected no negative number, got "
              + describe(offset, rows, columns, rowStride, columnStride));
    }
    long last = offset + (rows - 1L) * rowStride + (columns - 1L) * columnStride;
    if (rows > 0 && columns > 0 && last >= length) {
      throw new IllegalArgumentException(
          "matrix: expected a view inside "
              + length
              + " elements, got "
              + describe(offset, rows, columns, rowStride, columnStride));
    }
  }

  private static String describe(
      int offset, int rows, int columns, int rowStride, int columnStride) {
    return rows
        + " x "
        + columns
        + " at "
        + offset
        + " with strides "
        + rowStride
        + " and "
        + columnStride;
  }
}
