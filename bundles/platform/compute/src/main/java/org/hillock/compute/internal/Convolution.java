package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.ImageShape;
import org.hillock.compute.Matrix;
import org.hillock.compute.MatrixProducts;
import org.hillock.compute.Workers;

/**
 * Convolution as a product of the matrix of windows with the matrix of filters, one image at a
 * time: the windows of an image stay in the cache. Workers share the rows of each product.
 */
final class Convolution {
  private final Workers workers;
  private final MatrixProducts products;
  private final PaddedImages images = new PaddedImages();
  private float[] windows = new float[0];

  Convolution(Workers workers, MatrixProducts products) {
    this.workers = workers;
    this.products = products;
  }

  void forward(ImageShape shape, int filters, float[] x, float[] w, float[] bias, float[] y) {
    Matrix weights = Matrix.of(w, shape.windowSize(), filters);
    int size = shape.outPixels() * filters;
    for (int b = 0; b < shape.batch(); b++) {
      Matrix left = gather(shape, x, b * shape.imageSize());
      Matrix result = Matrix.of(y, b * size, shape.outPixels(), filters);
      for (int p = 0; bias != null && p < shape.outPixels(); p++) {
        System.arraycopy(bias, 0, y, b * size + p * filters, filters);
      }
      products.multiply(left, weights, result, bias != null);
    }
  }

  void filterGradient(
      ImageShape shape, int filters, float[] x, float[] gy, float[] gw, float[] gBias) {
    Matrix result = Matrix.of(gw, shape.windowSize(), filters);
    int size = shape.outPixels() * filters;
    for (int b = 0; b < shape.batch(); b++) {
      Matrix left = gather(shape, x, b * shape.imageSize());
      Matrix right = Matrix.of(gy, b * size, shape.outPixels(), filters);
      products.multiply(left.transposed(), right, result, b > 0);
    }
    if (gBias != null) {
      Arrays.fill(gBias, 0, filters, 0);
      for (int p = 0; p < shape.batch() * shape.outPixels(); p++) {
        ChannelRows.add(gy, p * filters, gBias, 0, filters);
      }
    }
  }

  void inputGradient(ImageShape shape, int filters, float[] gy, float[] w, float[] gx) {
    Matrix weights = Matrix.of(w, shape.windowSize(), filters).transposed();
    Matrix spread = windows(shape);
    int size = shape.outPixels() * filters;
    for (int b = 0; b < shape.batch(); b++) {
      Matrix left = Matrix.of(gy, b * size, shape.outPixels(), filters);
      products.multiply(left, weights, spread, false);
      images.clear(shape);
      workers.run(PaddedImages.height(shape), (row, worker) -> scatter(shape, row));
      images.fold(shape, gx, b * shape.imageSize());
    }
  }

  private Matrix windows(ImageShape shape) {
    int n = shape.outPixels() * shape.windowSize();
    if (windows.length < n) {
      windows = new float[n];
    }
    return Matrix.of(windows, shape.outPixels(), shape.windowSize());
  }

  private Matrix gather(ImageShape shape, float[] x, int from) {
    Matrix matrix = windows(shape);
    images.fill(shape, x, from);
    float[] frame = images.frame(shape);
    int line = shape.windowWidth() * shape.channels();
    int row = PaddedImages.width(shape) * shape.channels();
    workers.run(
        shape.outHeight(),
        (oy, worker) -> {
          int to = oy * shape.outWidth() * shape.windowSize();
          for (int ox = 0; ox < shape.outWidth(); ox++) {
            int at = PaddedImages.window(shape, oy, ox);
            for (int ky = 0; ky < shape.windowHeight(); ky++) {
              System.arraycopy(frame, at + ky * row, windows, to, line);
              to += line;
            }
          }
        });
    return matrix;
  }

  /** Adds what all windows have for one row of the frame. */
  private void scatter(ImageShape shape, int row) {
    float[] frame = images.frame(shape);
    int line = shape.windowWidth() * shape.channels();
    int frameRow = PaddedImages.width(shape) * shape.channels();
    for (int ky = 0; ky < shape.windowHeight(); ky++) {
      int top = row - ky;
      if (top < 0 || top % shape.stride() != 0 || top / shape.stride() >= shape.outHeight()) {
        continue;
      }
      int oy = top / shape.stride();
      for (int ox = 0; ox < shape.outWidth(); ox++) {
        int from = (oy * shape.outWidth() + ox) * shape.windowSize() + ky * line;
        int to = PaddedImages.window(shape, oy, ox) + ky * frameRow;
        ChannelRows.add(windows, from, frame, to, line);
      }
    }
  }
}
