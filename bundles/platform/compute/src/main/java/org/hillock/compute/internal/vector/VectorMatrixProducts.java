package org.hillock.compute.internal.vector;

import org.hillock.compute.DoubleMatrix;
import org.hillock.compute.Matrix;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Shapes;
import org.hillock.compute.internal.plain.PlainMatrixProducts;

/** Products of float matrices in tiles; double ones in plain Java. */
final class VectorMatrixProducts implements MatrixProducts {
  private final MatrixProducts plain;
  private final TiledProduct tiled;

  VectorMatrixProducts(Workers workers) {
    plain = new PlainMatrixProducts(workers);
    tiled = new TiledProduct(workers);
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
    Shapes.product(a, b, c);
    if (a.columns() == 0) {
      plain.multiply(a, b, c, add);
    } else if (c.columnStride() == 1) {
      tiled.multiply(a, b, c, add);
    } else {
      tiled.multiply(b.transposed(), a.transposed(), c.transposed(), add);
    }
  }

  @Override
  public void multiply(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c, boolean add) {
    plain.multiply(a, b, c, add);
  }
}
