package org.hillock.compute;

/**
 * The quadratic form {@code sum over frequencies of (1 + k_y^2 + k_x^2) |F d|^2} of images. By
 * Parseval's theorem it is {@code <d, d + A d + d B>}, where A and B are the circulant matrices of
 * k^2 along one axis each: no transform over both axes is needed.
 */
final class SobolevNorm {
  private static final int LARGEST = 20;

  private final int height;
  private final int width;
  private final double[] along;
  private final double[] across;

  SobolevNorm(int height, int width) {
    this.height = height;
    this.width = width;
    along = row(height);
    across = row(width);
  }

  /** First row of the circulant matrix of k^2. */
  private static double[] row(int n) {
    double[] row = new double[n];
    for (int j = 0; j < n; j++) {
      int k = j < n / 2 ? j : n - j;
      double weight = k < LARGEST ? (double) k * k / n : 0;
      for (int i = 0; i < n; i++) {
        row[i] += weight * Math.cos(2 * Math.PI * ((long) i * j % n) / n);
      }
    }
    return row;
  }

  /** The form of d; {@code weighted} receives half its gradient. */
  double square(double[] d, double[] weighted) {
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        double value = d[at];
        for (int i = 0; i < height; i++) {
          value += along[Math.abs(i - y)] * d[i * width + x];
        }
        for (int i = 0; i < width; i++) {
          value += across[Math.abs(i - x)] * d[y * width + i];
        }
        weighted[at] = value;
        sum += value * d[at];
      }
    }
    return sum;
  }
}
