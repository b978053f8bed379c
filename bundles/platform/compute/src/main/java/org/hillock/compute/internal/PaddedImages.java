package org.hillock.compute.internal;

import java.util.Arrays;
import org.hillock.compute.ImageShape;

/** Copies one image into a frame with its padding, and gradients of the frame back. */
final class PaddedImages {
  private float[] frame = new float[0];

  /** Rows of the frame. */
  static int height(ImageShape shape) {
    return shape.height() + shape.top() + shape.bottom();
  }

  /** Pixels of a row of the frame. */
  static int width(ImageShape shape) {
    return shape.width() + shape.left() + shape.right();
  }

  /** Index in the frame of the first value below a window. */
  static int window(ImageShape shape, int oy, int ox) {
    return (oy * shape.stride() * width(shape) + ox * shape.stride()) * shape.channels();
  }

  /** The frame, live, large enough for the shape. */
  float[] frame(ImageShape shape) {
    int n = height(shape) * width(shape) * shape.channels();
    if (frame.length < n) {
      frame = new float[n];
    }
    return frame;
  }

  /** Fills the frame from the image at {@code from}. */
  void fill(ImageShape shape, float[] x, int from) {
    float[] to = frame(shape);
    int c = shape.channels();
    int row = width(shape) * c;
    for (int py = 0; py < height(shape); py++) {
      int y = shape.padding().source(py - shape.top(), shape.height());
      if (y < 0) {
        Arrays.fill(to, py * row, (py + 1) * row, 0);
        continue;
      }
      int line = from + y * shape.width() * c;
      int inner = py * row + shape.left() * c;
      System.arraycopy(x, line, to, inner, shape.width() * c);
      for (int px = 0; px < width(shape); px++) {
        if (px == shape.left()) {
          px += shape.width() - 1;
          continue;
        }
        int at = shape.padding().source(px - shape.left(), shape.width());
        int target = py * row + px * c;
        if (at < 0) {
          Arrays.fill(to, target, target + c, 0);
        } else {
          System.arraycopy(x, line + at * c, to, target, c);
        }
      }
    }
  }

  /** Sets the frame to zero. */
  void clear(ImageShape shape) {
    float[] all = frame(shape);
    Arrays.fill(all, 0, height(shape) * width(shape) * shape.channels(), 0);
  }

  /** Adds each value of the frame to the pixel that it stands for, in an image of zeros. */
  void fold(ImageShape shape, float[] gx, int to) {
    Arrays.fill(gx, to, to + shape.imageSize(), 0);
    int c = shape.channels();
    for (int py = 0; py < height(shape); py++) {
      int y = shape.padding().source(py - shape.top(), shape.height());
      for (int px = 0; y >= 0 && px < width(shape); px++) {
        int x = shape.padding().source(px - shape.left(), shape.width());
        if (x >= 0) {
          int at = to + (y * shape.width() + x) * c;
          ChannelRows.add(frame, (py * width(shape) + px) * c, gx, at, c);
        }
      }
    }
  }
}
