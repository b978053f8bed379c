package org.hillock.compute;

/**
 * A view of an array as a matrix: element (i, j) is {@code data[offset + i * rowStride + j *
 * columnStride]}.
 *
 * @param data the elements, shared
 * @param offset index of element (0, 0)
 * @param rows number of rows
 * @param columns number of columns
 * @param rowStride distance of neighbours in a column
 * @param columnStride distance of neighbours in a row
 */
public record Matrix(
    float[] data, int offset, int rows, int columns, int rowStride, int columnStride) {
  /** Refuses a view that reaches outside its array. */
  public Matrix {
    Views.check(data.length, offset, rows, columns, rowStride, columnStride);
  }

  /** A dense matrix in row-major order at the start of an array. */
  public static Matrix of(float[] data, int rows, int columns) {
    return new Matrix(data, 0, rows, columns, columns, 1);
  }

  /** A dense matrix in row-major order. */
  public static Matrix of(float[] data, int offset, int rows, int columns) {
    return new Matrix(data, offset, rows, columns, columns, 1);
  }

  /** The same elements with rows and columns exchanged. */
  public Matrix transposed() {
    return new Matrix(data, offset, columns, rows, columnStride, rowStride);
  }

  /** Rows {@code from} to {@code from + count - 1}. */
  public Matrix slice(int from, int count) {
    return new Matrix(data, offset + from * rowStride, count, columns, rowStride, columnStride);
  }

  @Override
  public String toString() {
    return "f32[" + rows + ", " + columns + "]";
  }
}
