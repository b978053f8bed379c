package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.ImageShape;

/** Convolution of each channel with its own filter. */
final class Depthwise {
  private final PaddedImages images = new PaddedImages();

  /** Called for each pixel of the result and of the window. */
  private interface Pair {
    void at(int out, int frame, int filter);
  }

  void forward(ImageShape shape, float[] x, float[] w, float[] y) {
    int c = shape.channels();
    float[] frame = images.frame(shape);
    Arrays.fill(y, 0, shape.batch() * shape.outPixels() * c, 0);
    for (int b = 0; b < shape.batch(); b++) {
      images.fill(shape, x, b * shape.imageSize());
      pairs(shape, b, (o, f, k) -> ChannelRows.addProduct(frame, f, w, k, y, o, c));
    }
  }

  void filterGradient(ImageShape shape, float[] x, float[] gy, float[] gw) {
    int c = shape.channels();
    float[] frame = images.frame(shape);
    Arrays.fill(gw, 0, shape.windowSize(), 0);
    for (int b = 0; b < shape.batch(); b++) {
      images.fill(shape, x, b * shape.imageSize());
      pairs(shape, b, (o, f, k) -> ChannelRows.addProduct(frame, f, gy, o, gw, k, c));
    }
  }

  void inputGradient(ImageShape shape, float[] gy, float[] w, float[] gx) {
    int c = shape.channels();
    float[] frame = images.frame(shape);
    for (int b = 0; b < shape.batch(); b++) {
      images.clear(shape);
      pairs(shape, b, (o, f, k) -> ChannelRows.addProduct(gy, o, w, k, frame, f, c));
      images.fold(shape, gx, b * shape.imageSize());
    }
  }

  private static void pairs(ImageShape shape, int b, Pair pair) {
    int c = shape.channels();
    int row = PaddedImages.width(shape) * c;
    int out = b * shape.outPixels() * c;
    for (int oy = 0; oy < shape.outHeight(); oy++) {
      for (int ox = 0; ox < shape.outWidth(); ox++) {
        int at = PaddedImages.window(shape, oy, ox);
        for (int ky = 0; ky < shape.windowHeight(); ky++) {
          for (int kx = 0; kx < shape.windowWidth(); kx++) {
            int filter = (ky * shape.windowWidth() + kx) * c;
            pair.at(out, at + ky * row + kx * c, filter);
          }
        }
        out += c;
      }
    }
  }
}
