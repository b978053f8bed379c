package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.ImageShape;

/** Largest and mean values of windows. */
final class Pooling {
  private final PaddedImages images = new PaddedImages();

  void max(ImageShape shape, float[] x, float[] y, int[] places) {
    requireNoPadding(shape);
    int c = shape.channels();
    int n = shape.outPixels() * c;
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < n; o++) {
        int pixel = o / c;
        int at =
            b * shape.imageSize()
                + PaddedImages.window(shape, pixel / shape.outWidth(), pixel % shape.outWidth())
                + o % c;
        int best = at;
        for (int k = 1; k < shape.windowHeight() * shape.windowWidth(); k++) {
          int ky = k / shape.windowWidth();
          int place = at + (ky * shape.width() + k % shape.windowWidth()) * c;
          // A NaN wins, as it does in every sum.
          best = x[place] > x[best] || x[place] != x[place] && x[best] == x[best] ? place : best;
        }
        y[b * n + o] = x[best];
        places[b * n + o] = best;
      }
    }
  }

  void maxGradient(ImageShape shape, float[] gy, int[] places, float[] gx) {
    Arrays.fill(gx, 0, shape.batch() * shape.imageSize(), 0);
    for (int o = 0; o < shape.batch() * shape.outPixels() * shape.channels(); o++) {
      gx[places[o]] += gy[o];
    }
  }

  void average(ImageShape shape, float[] x, float[] y) {
    int c = shape.channels();
    float scale = 1f / (shape.windowHeight() * shape.windowWidth());
    Arrays.fill(y, 0, shape.batch() * shape.outPixels() * c, 0);
    for (int b = 0; b < shape.batch(); b++) {
      images.fill(shape, x, b * shape.imageSize());
      windows(shape, b, scale, images.frame(shape), y, false);
    }
  }

  void averageGradient(ImageShape shape, float[] gy, float[] gx) {
    float scale = 1f / (shape.windowHeight() * shape.windowWidth());
    for (int b = 0; b < shape.batch(); b++) {
      images.clear(shape);
      windows(shape, b, scale, images.frame(shape), gy, true);
      images.fold(shape, gx, b * shape.imageSize());
    }
  }

  private static void windows(
      ImageShape shape, int b, float scale, float[] frame, float[] y, boolean back) {
    int c = shape.channels();
    int row = PaddedImages.width(shape) * c;
    for (int o = 0; o < shape.outPixels(); o++) {
      int out = (b * shape.outPixels() + o) * c;
      int at = PaddedImages.window(shape, o / shape.outWidth(), o % shape.outWidth());
      for (int k = 0; k < shape.windowHeight() * shape.windowWidth(); k++) {
        int f = at + k / shape.windowWidth() * row + k % shape.windowWidth() * c;
        if (back) {
          ChannelRows.addScaled(scale, y, out, frame, f, c);
        } else {
          ChannelRows.addScaled(scale, frame, f, y, out, c);
        }
      }
    }
  }

  private static void requireNoPadding(ImageShape shape) {
    if (shape.top() + shape.bottom() + shape.left() + shape.right() > 0) {
      throw new IllegalArgumentException("largest value: expected no padding, got some");
    }
  }
}
