package org.hillock.models.delays.internal;

import java.util.Arrays;

/**
 * The elements of a list of rows that are not zero, by row and by column. Reused from batch to
 * batch.
 */
final class Events {
  private int[] rowStart = new int[1];
  private int[] columns = {};
  private float[] values = {};
  private int[] columnStart = new int[1];
  private int[] rowsByColumn = {};
  private float[] valuesByColumn = {};

  /** Collects the elements of the first {@code count} rows. */
  void collect(float[][] rows, int count, int width) {
    rowStart = grow(rowStart, count + 1);
    columnStart = new int[width + 1];
    int n = 0;
    for (int r = 0; r < count; r++) {
      rowStart[r] = n;
      if (columns.length < n + width) {
        columns = grow(columns, 2 * (n + width));
        values = Arrays.copyOf(values, columns.length);
      }
      for (int c = 0; c < width; c++) {
        if (rows[r][c] != 0) {
          columns[n] = c;
          values[n++] = rows[r][c];
          columnStart[c + 1]++;
        }
      }
    }
    rowStart[count] = n;
    for (int c = 0; c < width; c++) {
      columnStart[c + 1] += columnStart[c];
    }
    sortByColumn(count, n, width);
  }

  private void sortByColumn(int count, int n, int width) {
    if (rowsByColumn.length < n) {
      rowsByColumn = new int[columns.length];
      valuesByColumn = new float[columns.length];
    }
    int[] next = Arrays.copyOf(columnStart, width);
    for (int r = 0; r < count; r++) {
      for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
        int at = next[columns[e]]++;
        rowsByColumn[at] = r;
        valuesByColumn[at] = values[e];
      }
    }
  }

  /** First event of a row; the next row's first event ends it. */
  int rowStart(int row) {
    return rowStart[row];
  }

  int column(int event) {
    return columns[event];
  }

  float value(int event) {
    return values[event];
  }

  /** First event of a column in the order by columns. */
  int columnStart(int column) {
    return columnStart[column];
  }

  int rowByColumn(int event) {
    return rowsByColumn[event];
  }

  float valueByColumn(int event) {
    return valuesByColumn[event];
  }

  private static int[] grow(int[] array, int length) {
    return array.length < length ? Arrays.copyOf(array, length) : array;
  }
}
