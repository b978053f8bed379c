package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.Matrix;
import org.hillock.compute.SpikeBits;
import org.hillock.compute.SpikeProducts;
import org.hillock.compute.SpikeRows;
import org.hillock.compute.Workers;

/** Products of sparse rows: lists of rows that a provider adds. */
public final class ListedSpikeProducts implements SpikeProducts {
  private static final int ROWS = 32;

  private final Workers workers;
  private final RowAdder adder;
  private final SpikeBits marks = new SpikeBits();
  private final SpikeColumns columns = new SpikeColumns();

  /** Products that share rows of the result among workers. */
  public ListedSpikeProducts(Workers workers, RowAdder adder) {
    this.workers = workers;
    this.adder = adder;
  }

  @Override
  public void list(float[] x, int offset, int rows, int width, SpikeRows out) {
    Shapes.length("rows", rows * width, offset, x.length);
    if (!adder.marksFast()) {
      out.readDense(x, offset, rows, width);
      return;
    }
    marks.clear(rows, width);
    for (int r = 0; r < rows; r++) {
      adder.mark(x, offset + r * width, width, marks.words(), r * marks.stride());
    }
    out.readBits(marks, x, offset);
  }

  @Override
  public void multiply(SpikeRows x, Matrix w, Matrix y, boolean add) {
    check(x, w, y);
    float[] values = x.binary() ? null : x.values();
    int parts = (x.rows() + ROWS - 1) / ROWS;
    workers.run(
        parts,
        (part, worker) -> {
          int end = Math.min(x.rows(), (part + 1) * ROWS);
          for (int r = part * ROWS; r < end; r++) {
            int at = y.offset() + r * y.rowStride();
            int first = x.starts()[r];
            sum(x.units(), values, first, x.starts()[r + 1], w, y.data(), at, add);
          }
        });
  }

  @Override
  public void weightGradient(SpikeRows x, Matrix gy, Matrix gw, boolean add) {
    check(x, gw, gy);
    columns.read(x, 1);
    float[] values = x.binary() ? null : columns.values();
    int parts = (x.width() + ROWS - 1) / ROWS;
    workers.run(
        parts,
        (part, worker) -> {
          int end = Math.min(x.width(), (part + 1) * ROWS);
          for (int u = part * ROWS; u < end; u++) {
            int at = gw.offset() + u * gw.rowStride();
            int first = columns.starts()[u];
            sum(columns.steps(), values, first, columns.starts()[u + 1], gy, gw.data(), at, add);
          }
        });
  }

  private void sum(
      int[] rows, float[] values, int first, int last, Matrix w, float[] y, int at, boolean add) {
    if (!add) {
      Arrays.fill(y, at, at + w.columns(), 0);
    }
    adder.add(rows, values, first, last, w.data(), w.offset(), w.rowStride(), y, at, w.columns());
  }

  private static void check(SpikeRows x, Matrix w, Matrix y) {
    if (x.width() != w.rows() || x.rows() != y.rows() || w.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "sparse product: expected shapes [m, k] [k, n] [m, n], got sparse["
              + x.rows()
              + ", "
              + x.width()
              + "] "
              + w
              + " "
              + y);
    }
    if (w.columnStride() != 1 || y.columnStride() != 1) {
      throw new IllegalArgumentException("sparse product: expected contiguous rows, got strides");
    }
  }
}
