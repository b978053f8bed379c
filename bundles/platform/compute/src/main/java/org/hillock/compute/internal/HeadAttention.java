package org.hillock.compute.internal;

import java.util.Arrays;
import java.util.function.Supplier;
import org.hillock.compute.AttentionKernels;
import org.hillock.compute.AttentionShape;
import org.hillock.compute.Matrix;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.Workers;

/** Attention head by head; workers share the heads. */
public final class HeadAttention implements AttentionKernels {
  private final Workers workers;
  private final MatrixProducts[] products;
  private final float[][] scratch;

  /**
   * Attention on the products of a provider.
   *
   * @param single makes products for one thread
   */
  public HeadAttention(Workers workers, Supplier<MatrixProducts> single) {
    this.workers = workers;
    products = new MatrixProducts[workers.threads()];
    Arrays.setAll(products, i -> single.get());
    scratch = new float[workers.threads()][0];
  }

  @Override
  public void forward(
      AttentionShape shape, float[] q, float[] k, float[] v, float[] shares, float[] y) {
    check(shape, shares, q, k, v, y);
    float scale = (float) (1 / Math.sqrt(shape.width()));
    workers.run(
        shape.batch() * shape.heads(),
        (head, worker) -> {
          MatrixProducts single = products[worker];
          Matrix share = square(shape, shares, head);
          single.multiply(view(shape, q, head), view(shape, k, head).transposed(), share, false);
          for (int i = 0; i < shape.steps(); i++) {
            int at = share.offset() + i * shape.steps();
            softmax(shares, at, shape.causal() ? i + 1 : shape.steps(), shape.steps(), scale);
          }
          single.multiply(share, view(shape, v, head), view(shape, y, head), false);
        });
  }

  @Override
  public void backward(
      AttentionShape shape,
      float[] q,
      float[] k,
      float[] v,
      float[] shares,
      float[] gy,
      float[] gq,
      float[] gk,
      float[] gv) {
    check(shape, shares, q, k, v, gy, gq, gk, gv);
    int steps = shape.steps();
    float scale = (float) (1 / Math.sqrt(shape.width()));
    workers.run(
        shape.batch() * shape.heads(),
        (head, worker) -> {
          MatrixProducts single = products[worker];
          if (scratch[worker].length < steps * steps) {
            scratch[worker] = new float[steps * steps];
          }
          Matrix share = square(shape, shares, head);
          Matrix g = view(shape, gy, head);
          Matrix gScore = Matrix.of(scratch[worker], steps, steps);
          single.multiply(share.transposed(), g, view(shape, gv, head), false);
          single.multiply(g, view(shape, v, head).transposed(), gScore, false);
          for (int i = 0; i < steps; i++) {
            slope(shares, share.offset() + i * steps, gScore.data(), i * steps, steps, scale);
          }
          single.multiply(gScore, view(shape, k, head), view(shape, gq, head), false);
          single.multiply(gScore.transposed(), view(shape, q, head), view(shape, gk, head), false);
        });
  }

  private static void softmax(float[] x, int at, int seen, int steps, float scale) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < seen; j++) {
      max = Math.max(max, x[at + j]);
    }
    double sum = 0;
    for (int j = 0; j < seen; j++) {
      double e = Math.exp(scale * (x[at + j] - max));
      x[at + j] = (float) e;
      sum += e;
    }
    float factor = (float) (1 / sum);
    for (int j = 0; j < seen; j++) {
      x[at + j] *= factor;
    }
    Arrays.fill(x, at + seen, at + steps, 0);
  }

  private static void slope(float[] y, int at, float[] g, int from, int n, float scale) {
    double dot = 0;
    for (int j = 0; j < n; j++) {
      dot += (double) y[at + j] * g[from + j];
    }
    float mean = (float) dot;
    for (int j = 0; j < n; j++) {
      g[from + j] = scale * y[at + j] * (g[from + j] - mean);
    }
  }

  private static Matrix view(AttentionShape shape, float[] x, int head) {
    int row = shape.heads() * shape.width();
    int sample = head / shape.heads() * shape.steps() * row;
    int from = sample + head % shape.heads() * shape.width();
    return new Matrix(x, from, shape.steps(), shape.width(), row, 1);
  }

  private static Matrix square(AttentionShape shape, float[] x, int head) {
    int n = shape.steps();
    return Matrix.of(x, head * n * n, n, n);
  }

  private static void check(AttentionShape shape, float[] shares, float[]... others) {
    Shapes.length("shares", shape.shares(), 0, shares.length);
    for (float[] other : others) {
      Shapes.length("attention", shape.size(), 0, other.length);
    }
  }
}
