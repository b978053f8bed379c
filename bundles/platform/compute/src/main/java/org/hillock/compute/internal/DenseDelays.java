package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.DelayShape;
import org.hillock.compute.Matrix;
import org.hillock.compute.MatrixProducts;

/**
 * Correlations over time {@code y[t] = sum over k of x[t + shift(k)] K_k} as products of matrices:
 * directly one product for each tap, or through Fourier space.
 */
final class DenseDelays {
  private final MatrixProducts products;
  private final FourierDelays fourier;

  DenseDelays(MatrixProducts products) {
    this.products = products;
    fourier = new FourierDelays(products);
  }

  /**
   * Computes y.
   *
   * @param backward whether taps are transposed and shifts reversed: the gradient of the inputs
   */
  void correlate(
      DelayShape shape,
      int batch,
      int steps,
      float[] x,
      float[] kernel,
      boolean backward,
      int outSteps,
      float[] y) {
    int p = backward ? shape.outputs() : shape.inputs();
    int q = backward ? shape.inputs() : shape.outputs();
    double direct = (double) shape.taps() * Math.min(steps, outSteps) * batch * p * q;
    // Small products run at a lower rate than large ones.
    if (1.5 * FourierDelays.operations(shape, batch, steps, outSteps, p, q) < direct) {
      fourier.correlate(shape, batch, steps, x, kernel, backward, outSteps, y);
      return;
    }
    Arrays.fill(y, 0, outSteps * batch * q, 0);
    for (int k = 0; k < shape.taps(); k++) {
      int shift = backward ? shape.left() - k : k - shape.left();
      int from = Math.max(0, -shift);
      int count = Math.min(outSteps, steps - shift) - from;
      if (count > 0) {
        products.multiply(
            Matrix.of(x, (from + shift) * batch * p, count * batch, p),
            tap(shape, kernel, k, backward),
            Matrix.of(y, from * batch * q, count * batch, q),
            true);
      }
    }
  }

  private static Matrix tap(DelayShape shape, float[] kernel, int k, boolean backward) {
    int row = shape.taps() * shape.outputs();
    int n = shape.outputs();
    Matrix tap = new Matrix(kernel, k * n, shape.inputs(), n, row, 1);
    return backward ? tap.transposed() : tap;
  }
}
