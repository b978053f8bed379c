package org.hillock.compute;

/**
 * {@link Matrix} in double precision: element (i, j) is {@code data[offset + i * rowStride + j *
 * columnStride]}.
 *
 * @param data the elements, shared
 * @param offset index of element (0, 0)
 * @param rows number of rows
 * @param columns number of columns
 * @param rowStride distance of neighbours in a column
 * @param columnStride distance of neighbours in a row
 */
public record DoubleMatrix(
    double[] data, int offset, int rows, int columns, int rowStride, int columnStride) {
  /** Refuses a view that reaches outside its array. */
  public DoubleMatrix {
    Views.check(data.length, offset, rows, columns, rowStride, columnStride);
  }

  /** A dense matrix in row-major order at the start of an array. */
  public static DoubleMatrix of(double[] data, int rows, int columns) {
    return new DoubleMatrix(data, 0, rows, columns, columns, 1);
  }

  /** A dense matrix in row-major order. */
  public static DoubleMatrix of(double[] data, int offset, int rows, int columns) {
    return new DoubleMatrix(data, offset, rows, columns, columns, 1);
  }

  /** The same elements with rows and columns exchanged. */
  public DoubleMatrix transposed() {
    return new DoubleMatrix(data, offset, columns, rows, columnStride, rowStride);
  }

  /** Rows {@code from} to {@code from + count - 1}. */
  public DoubleMatrix slice(int from, int count) {
    return new DoubleMatrix(
        data, offset + from * rowStride, count, columns, rowStride, columnStride);
  }

  @Override
  public String toString() {
    return "f64[" + rows + ", " + columns + "]";
  }
}
