package org.hillock.compute.internal.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.hillock.compute.Matrix;
import org.hillock.compute.Workers;

/**
 * Product of matrices by register tiles over packed panels (Goto and van de Geijn, "Anatomy of
 * high-performance matrix multiplication", ACM TOMS 34, 2008). Parts are blocks of rows and groups
 * of panels, cut by the shapes alone; an element has the same sum in whatever tile it lies.
 */
final class TiledProduct {
  private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
  private static final int WIDTH = 2 * LANES;
  private static final int DEPTH = 256;
  private static final int STRIPS = 4;
  private static final int GROUP = 8;

  private final Workers workers;
  // Processors with 512-bit vectors have 32 registers, those with less mostly 16.
  private final FloatTile tall = LANES >= 16 ? new Tile12x2() : new Tile6x2();
  private final FloatTile narrow = LANES >= 16 ? new Tile12x1() : new Tile6x2();
  private final FloatTile low = new Tile4x2();
  private final FloatTile flat = new Tile1x2();
  private final int height = tall.rows();
  private final RowProduct row = new RowProduct();
  private final float[][] edges;
  private float[] left = new float[0];
  private float[] right = new float[0];

  TiledProduct(Workers workers) {
    this.workers = workers;
    edges = new float[workers.threads()][Aligned.LEAD + height * WIDTH];
  }

  void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
    if (c.rows() <= 2 && b.columnStride() == 1) {
      row.multiply(a, b, c, add);
      return;
    }
    for (int k = 0; k < a.columns(); k += DEPTH) {
      int depth = Math.min(DEPTH, a.columns() - k);
      block(new Block(a, b, c, k, depth, add || k > 0));
    }
  }

  /** The terms {@code first} to {@code first + depth - 1} of all sums. */
  private record Block(Matrix a, Matrix b, Matrix c, int first, int depth, boolean add) {}

  private void block(Block block) {
    int panels = (block.c.columns() + WIDTH - 1) / WIDTH;
    int strips = (block.c.rows() + height - 1) / height;
    right = Aligned.grown(right, panels * block.depth * WIDTH);
    workers.run(panels, (i, w) -> packRight(block, i));
    left = Aligned.grown(left, strips * height * block.depth);
    workers.run(strips, (i, w) -> packLeft(block, i));
    int groups = (panels + GROUP - 1) / GROUP;
    int blocks = (strips + STRIPS - 1) / STRIPS;
    workers.run(
        groups * blocks,
        (part, worker) -> {
          int lastPanel = Math.min(panels, (part % groups + 1) * GROUP);
          int lastStrip = Math.min(strips, (part / groups + 1) * STRIPS);
          for (int p = part % groups * GROUP; p < lastPanel; p++) {
            for (int s = part / groups * STRIPS; s < lastStrip; s++) {
              strip(block, s, p, worker);
            }
          }
        });
  }

  /** Height of the tiles in which the rows from {@code first} on are packed. */
  private int heightAt(int first, int rows) {
    int rest = rows - first;
    return rest >= height || rest > 2 * low.rows() ? height : rest > 1 ? low.rows() : 1;
  }

  private void strip(Block block, int strip, int panel, int worker) {
    int rows = block.c.rows();
    int end = Math.min(rows, (strip + 1) * height);
    int columns = Math.min(WIDTH, block.c.columns() - panel * WIDTH);
    for (int first = strip * height; first < end; ) {
      int h = heightAt(first, rows);
      FloatTile tile = h == 1 ? flat : h == low.rows() ? low : columns > LANES ? tall : narrow;
      tile(block, tile, first, panel * WIDTH, worker);
      first += h;
    }
  }

  private void tile(Block block, FloatTile tile, int first, int column, int worker) {
    Matrix c = block.c;
    int at = Aligned.LEAD + first * block.depth;
    int from = Aligned.LEAD + column * block.depth;
    int rows = Math.min(tile.rows(), c.rows() - first);
    int columns = Math.min(tile.columns(), c.columns() - column);
    int to = c.offset() + first * c.rowStride() + column;
    boolean whole = rows == tile.rows() && columns == tile.columns();
    float[] target = whole ? c.data() : edges[worker];
    int step = whole ? c.rowStride() : tile.columns();
    int start = whole ? to : Aligned.LEAD;
    if (!block.add || !whole) {
      for (int i = 0; i < tile.rows(); i++) {
        Arrays.fill(target, start + i * step, start + i * step + tile.columns(), 0);
      }
    }
    for (int i = 0; i < (block.add && !whole ? rows : 0); i++) {
      System.arraycopy(c.data(), to + i * c.rowStride(), target, start + i * step, columns);
    }
    tile.run(left, at, right, from, WIDTH, block.depth, target, start, step);
    for (int i = 0; i < (whole ? 0 : rows); i++) {
      System.arraycopy(target, start + i * step, c.data(), to + i * c.rowStride(), columns);
    }
  }

  private void packRight(Block block, int panel) {
    Matrix b = block.b;
    int columns = Math.min(WIDTH, b.columns() - panel * WIDTH);
    int to = Aligned.LEAD + panel * WIDTH * block.depth;
    int from = b.offset() + block.first * b.rowStride() + panel * WIDTH * b.columnStride();
    Packing.rows(
        b.data(), from, b.rowStride(), b.columnStride(), block.depth, columns, right, to, WIDTH);
  }

  private void packLeft(Block block, int strip) {
    Matrix a = block.a;
    int end = Math.min(a.rows(), (strip + 1) * height);
    for (int first = strip * height; first < end; ) {
      int h = heightAt(first, a.rows());
      int from = a.offset() + first * a.rowStride() + block.first * a.columnStride();
      Packing.rows(
          a.data(),
          from,
          a.columnStride(),
          a.rowStride(),
          block.depth,
          Math.min(h, a.rows() - first),
          left,
          Aligned.LEAD + first * block.depth,
          h);
      first += h;
    }
  }
}
