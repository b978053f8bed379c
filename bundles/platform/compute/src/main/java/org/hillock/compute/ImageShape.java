package org.hillock.compute;

/**
 * Sizes of an operation that moves a window over images {@code [batch][height][width][channels]}.
 *
 * @param batch number of images
 * @param height rows of an image
 * @param width pixels of a row
 * @param channels values of a pixel
 * @param windowHeight rows of the window
 * @param windowWidth pixels of a row of the window
 * @param stride distance of neighbouring windows, along both axes
 * @param top rows outside the image before its first
 * @param bottom rows outside the image after its last
 * @param left pixels outside the image before each row
 * @param right pixels outside the image after each row
 * @param padding what lies outside
 */
public record ImageShape(
    int batch,
    int height,
    int width,
    int channels,
    int windowHeight,
    int windowWidth,
    int stride,
    int top,
    int bottom,
    int left,
    int right,
    Padding padding) {
  /** Refuses sizes that are not positive and padding that the image can't give. */
  public ImageShape {
    int most = padding == Padding.REFLECT ? Math.min(height, width) - 1 : Integer.MAX_VALUE;
    most = padding == Padding.CIRCULAR ? Math.min(height, width) : most;
    int outside = Math.max(Math.max(top, bottom), Math.max(left, right));
    boolean positive = Math.min(Math.min(batch, channels), stride) > 0;
    if (!positive
        || Math.min(Math.min(top, bottom), Math.min(left, right)) < 0
        || Math.min(windowHeight, windowWidth) < 1
        || height + top + bottom < windowHeight
        || width + left + right < windowWidth
        || outside > most) {
      throw new IllegalArgumentException(
          "image: expected positive sizes and a window inside the padded image, got "
              + batch
              + " x "
              + height
              + " x "
              + width
              + " x "
              + channels
              + ", window "
              + windowHeight
              + " x "
              + windowWidth
              + ", stride "
              + stride
              + ", "
              + outside
              + " outside, "
              + padding);
    }
  }

  /** A square window with equal padding on all sides. */
  public static ImageShape square(
      int batch,
      int height,
      int width,
      int channels,
      int window,
      int stride,
      int outside,
      Padding padding) {
    return new ImageShape(
        batch, height, width, channels, window, window, stride, outside, outside, outside, outside,
        padding);
  }

  /** Rows of the result. */
  public int outHeight() {
    return (height + top + bottom - windowHeight) / stride + 1;
  }

  /** Pixels of a row of the result. */
  public int outWidth() {
    return (width + left + right - windowWidth) / stride + 1;
  }

  /** Pixels of one result. */
  public int outPixels() {
    return outHeight() * outWidth();
  }

  /** Values of one image. */
  public int imageSize() {
    return height * width * channels;
  }

  /** Values below a window. */
  public int windowSize() {
    return windowHeight * windowWidth * channels;
  }
}
