package org.hillock.compute.internal;

import org.hillock.compute.DelayShape;
import org.hillock.compute.Matrix;
import org.hillock.compute.MatrixProducts;

/**
 * Correlations over time through discrete Fourier space. With N points, long enough that nothing
 * wraps around, and F = N/2 + 1 frequencies, the transforms are products with matrices of cosines
 * and sines, and each frequency needs one complex product as two real ones of twice the height:
 * {@code [Xc; -Xs] Kc + [Xs; Xc] Ks = [Re; Im]}. Rows Xs, Xc, -Xs of a frequency lie side by side.
 */
final class FourierDelays {
  private final MatrixProducts products;
  private float[] forth = new float[0];
  private float[] back = new float[0];
  private float[] taps = new float[0];
  private float[] xs = new float[0];
  private float[] ks = new float[0];
  private float[] ys = new float[0];
  private String tables = "";

  FourierDelays(MatrixProducts products) {
    this.products = products;
  }

  /** Multiplications of {@link #correlate}. */
  static double operations(DelayShape shape, int batch, int steps, int outSteps, int p, int q) {
    double f = points(shape, steps, outSteps) / 2 + 1;
    return f
        * (3.0 * steps * batch * p
            + 2.0 * shape.taps() * p * q
            + 4.0 * batch * p * q
            + 2.0 * outSteps * batch * q);
  }

  private static int points(DelayShape shape, int steps, int outSteps) {
    // Enough for shifts of either sign.
    return Math.max(steps, outSteps) + shape.taps() - 1;
  }

  void correlate(
      DelayShape shape,
      int batch,
      int steps,
      float[] x,
      float[] kernel,
      boolean backward,
      int outSteps,
      float[] y) {
    int n = points(shape, steps, outSteps);
    int f = n / 2 + 1;
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    int p = backward ? outputs : inputs;
    int q = backward ? inputs : outputs;
    tables(shape, n, steps, outSteps, backward);
    xs = grown(xs, 3 * f * batch * p);
    ks = grown(ks, 2 * f * inputs * outputs);
    ys = grown(ys, 2 * f * batch * q);
    products.multiply(
        Matrix.of(forth, 3 * f, steps),
        Matrix.of(x, steps, batch * p),
        Matrix.of(xs, 3 * f, batch * p),
        false);
    Matrix tapTable = Matrix.of(taps, 2 * f, shape.taps());
    for (int i = 0; i < inputs; i++) {
      products.multiply(
          tapTable,
          Matrix.of(kernel, i * shape.taps() * outputs, shape.taps(), outputs),
          new Matrix(ks, i * outputs, 2 * f, outputs, inputs * outputs, 1),
          false);
    }
    for (int w = 0; w < f; w++) {
      Matrix result = Matrix.of(ys, 2 * w * batch * q, 2 * batch, q);
      for (int part = 0; part < 2; part++) {
        int row = 3 * w + 1 - part;
        Matrix left = Matrix.of(xs, row * batch * p, 2 * batch, p);
        Matrix k = Matrix.of(ks, (2 * w + part) * inputs * outputs, inputs, outputs);
        products.multiply(left, backward ? k.transposed() : k, result, part == 1);
      }
    }
    products.multiply(
        Matrix.of(back, outSteps, 2 * f),
        Matrix.of(ys, 2 * f, batch * q),
        Matrix.of(y, outSteps, batch * q),
        false);
  }

  private void tables(DelayShape shape, int n, int steps, int outSteps, boolean backward) {
    String wanted = shape + " " + n + " " + steps + " " + outSteps + " " + backward;
    if (wanted.equals(tables)) {
      return;
    }
    int f = n / 2 + 1;
    forth = grown(forth, 3 * f * steps);
    back = grown(back, outSteps * 2 * f);
    taps = grown(taps, 2 * f * shape.taps());
    for (int w = 0; w < f; w++) {
      for (int t = 0; t < steps; t++) {
        double angle = angle(w, t, n);
        forth[3 * w * steps + t] = (float) Math.sin(angle);
        forth[(3 * w + 1) * steps + t] = (float) Math.cos(angle);
        forth[(3 * w + 2) * steps + t] = (float) -Math.sin(angle);
      }
      for (int k = 0; k < shape.taps(); k++) {
        int shift = backward ? shape.left() - k : k - shape.left();
        double angle = angle(w, shift, n);
        taps[2 * w * shape.taps() + k] = (float) Math.cos(angle);
        taps[(2 * w + 1) * shape.taps() + k] = (float) Math.sin(angle);
      }
      double weight = (w == 0 || 2 * w == n ? 1.0 : 2.0) / n;
      for (int t = 0; t < outSteps; t++) {
        double angle = angle(w, t, n);
        back[t * 2 * f + 2 * w] = (float) (weight * Math.cos(angle));
        back[t * 2 * f + 2 * w + 1] = (float) (-weight * Math.sin(angle));
      }
    }
    tables = wanted;
  }

  private static double angle(int w, int t, int n) {
    return 2 * Math.PI * Math.floorMod((long) w * t, (long) n) / n;
  }

  private static float[] grown(float[] present, int n) {
    return present.length >= n ? present : new float[n];
  }
}
