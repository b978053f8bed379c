package org.hillock.compute.internal.plain;

import org.hillock.compute.DoubleMatrix;
import org.hillock.compute.Matrix;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.Workers;
import org.hillock.compute.internal.Shapes;

/** Products of matrices in plain Java. */
public final class PlainMatrixProducts implements MatrixProducts {
  private final FloatProduct floats;
  private final DoubleProduct doubles;

  /** Products that share their rows among workers. */
  public PlainMatrixProducts(Workers workers) {
    floats = new FloatProduct(workers);
    doubles = new DoubleProduct(workers);
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
    Shapes.product(a, b, c);
    floats.multiply(a, b, c, add);
  }

  @Override
  public void multiply(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c, boolean add) {
    Shapes.product(a, b, c);
    doubles.multiply(a, b, c, add);
  }
}
