package org.hillock.compute.internal.vector;

import jdk.incubator.vector.FloatVector;
import org.hillock.compute.Matrix;
import org.hillock.compute.Workers;

/**
 * Product of matrices by register tiles over packed panels (Goto and van de Geijn, "Anatomy of
 * high-performance matrix multiplication", ACM TOMS 34, 2008). Parts are blocks of rows and groups
 * of panels, cut by the shapes alone.
 */
final class TiledProduct {
  private static final int DEPTH = 256;
  private static final int STRIPS = 8;
  private static final int GROUP = 4;

  /** Up to this number of rows packing costs more than it saves. */
  private static final int FEW_ROWS = 12;

  private final Workers workers;
  private final FloatTile tile;
  private final int height;
  private final int width;
  private final float[][] edges;
  private float[] left = new float[0];
  private float[] right = new float[0];

  TiledProduct(Workers workers) {
    this.workers = workers;
    // Processors with 512-bit vectors have 32 registers, those with less mostly 16.
    tile = FloatVector.SPECIES_PREFERRED.length() >= 16 ? new Tile6x4() : new Tile6x2();
    height = tile.rows();
    width = tile.columns();
    edges = new float[workers.threads()][Aligned.LEAD + height * width];
  }

  void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
    for (int k = 0; k < a.columns(); k += DEPTH) {
      int depth = Math.min(DEPTH, a.columns() - k);
      block(new Block(a, b, c, k, depth, add || k > 0));
    }
  }

  /** The terms {@code first} to {@code first + depth - 1} of all sums. */
  private record Block(Matrix a, Matrix b, Matrix c, int first, int depth, boolean add) {}

  private void block(Block block) {
    int panels = (block.c.columns() + width - 1) / width;
    int strips = (block.c.rows() + height - 1) / height;
    boolean packLeft = block.a.columnStride() != 1;
    boolean packRight = block.b.columnStride() != 1 || block.c.rows() > FEW_ROWS;
    right = Aligned.grown(right, panels * block.depth * width);
    int wholePanels = packRight ? 0 : block.c.columns() / width;
    workers.run(panels - wholePanels, (i, w) -> packRight(block, wholePanels + i));
    left = Aligned.grown(left, strips * height * block.depth);
    int wholeStrips = packLeft ? 0 : block.c.rows() / height;
    workers.run(strips - wholeStrips, (i, w) -> packLeft(block, wholeStrips + i));
    int groups = (panels + GROUP - 1) / GROUP;
    int blocks = (strips + STRIPS - 1) / STRIPS;
    workers.run(
        groups * blocks,
        (part, worker) -> {
          int lastPanel = Math.min(panels, (part % groups + 1) * GROUP);
          int lastStrip = Math.min(strips, (part / groups + 1) * STRIPS);
          for (int p = part % groups * GROUP; p < lastPanel; p++) {
            for (int s = part / groups * STRIPS; s < lastStrip; s++) {
              tile(block, s, p, s >= wholeStrips, p >= wholePanels, worker);
            }
          }
        });
  }

  private void tile(
      Block block, int strip, int panel, boolean leftPacked, boolean rightPacked, int worker) {
    Matrix a = block.a;
    Matrix b = block.b;
    Matrix c = block.c;
    float[] as = leftPacked ? left : a.data();
    int at =
        leftPacked
            ? Aligned.LEAD + strip * height * block.depth
            : a.offset() + strip * height * a.rowStride() + block.first;
    int aRow = leftPacked ? 1 : a.rowStride();
    int aStep = leftPacked ? height : 1;
    float[] bs = rightPacked ? right : b.data();
    int from =
        rightPacked
            ? Aligned.LEAD + panel * width * block.depth
            : b.offset() + block.first * b.rowStride() + panel * width;
    int bStep = rightPacked ? width : b.rowStride();
    int rows = Math.min(height, c.rows() - strip * height);
    int columns = Math.min(width, c.columns() - panel * width);
    int to = c.offset() + strip * height * c.rowStride() + panel * width;
    if (rows == height && columns == width) {
      tile.run(
          as,
          at,
          aRow,
          aStep,
          bs,
          from,
          bStep,
          block.depth,
          c.data(),
          to,
          c.rowStride(),
          block.add);
      return;
    }
    float[] edge = edges[worker];
    tile.run(as, at, aRow, aStep, bs, from, bStep, block.depth, edge, Aligned.LEAD, width, false);
    for (int i = 0; i < rows; i++) {
      int y = to + i * c.rowStride();
      int e = Aligned.LEAD + i * width;
      if (block.add) {
        addRow(edge, e, c.data(), y, columns);
      } else {
        System.arraycopy(edge, e, c.data(), y, columns);
      }
    }
  }

  private static void addRow(float[] from, int e, float[] to, int y, int n) {
    for (int j = 0; j < n; j++) {
      to[y + j] += from[e + j];
    }
  }

  private void packRight(Block block, int panel) {
    Matrix b = block.b;
    int columns = Math.min(width, b.columns() - panel * width);
    int to = Aligned.LEAD + panel * width * block.depth;
    int from = b.offset() + block.first * b.rowStride() + panel * width * b.columnStride();
    Packing.rows(
        b.data(), from, b.rowStride(), b.columnStride(), block.depth, columns, right, to, width);
  }

  private void packLeft(Block block, int strip) {
    Matrix a = block.a;
    int rows = Math.min(height, a.rows() - strip * height);
    int to = Aligned.LEAD + strip * height * block.depth;
    int from = a.offset() + strip * height * a.rowStride() + block.first * a.columnStride();
    Packing.rows(
        a.data(), from, a.columnStride(), a.rowStride(), block.depth, rows, left, to, height);
  }
}
