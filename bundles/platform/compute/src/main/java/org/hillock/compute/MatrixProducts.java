package org.hillock.compute;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Products of matrices; a transposed factor is {@link Matrix#transposed()}.
 *
 * <p>Element (i, j) of the result is summed over k in an order that depends on k alone. In the
 * result one of both strides must be 1. Shapes that do not fit are refused.
 */
@ProviderType
public interface MatrixProducts {
  /** {@code c = a b}, or with {@code add} {@code c += a b}; c must not overlap a or b. */
  void multiply(Matrix a, Matrix b, Matrix c, boolean add);

  /** {@code c = a b}, or with {@code add} {@code c += a b}, in double precision. */
  void multiply(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c, boolean add);
}
