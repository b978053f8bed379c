package org.hillock.compute;

/**
 * Rotary position embedding (Su et al., arXiv 2104.09864): pair (2j, 2j + 1) of a head of even
 * width d is rotated by {@code position / base^(2j/d)}. Rotating back is the gradient.
 */
public final class Rotary {
  private final int width;
  private final int positions;
  private final float[] cos;
  private final float[] sin;

  /**
   * A table of angles.
   *
   * @param width of a head, even
   * @param positions largest position plus 1
   * @param base of the wavelengths, usually 10000
   */
  public Rotary(int width, int positions, double base) {
    if (width < 2 || width % 2 != 0) {
      throw new IllegalArgumentException("head: expected an even width, got " + width);
    }
    this.width = width;
    this.positions = positions;
    cos = new float[positions * width / 2];
    sin = new float[cos.length];
    for (int i = 0; i < cos.length; i++) {
      int j = i % (width / 2);
      double angle = i / (width / 2) / Math.pow(base, 2.0 * j / width);
      cos[i] = (float) Math.cos(angle);
      sin[i] = (float) Math.sin(angle);
    }
  }

  /**
   * Rotates rows in place; the position of row r is {@code r % steps}.
   *
   * @param x {@code [rows][stride]}, of which the first heads are rotated
   * @param offset of the first head
   * @param rows number of rows
   * @param steps positions, at most those of the table
   * @param heads heads beside each other
   * @param stride distance of rows
   * @param back whether to rotate back
   */
  public void rotate(
      float[] x, int offset, int rows, int steps, int heads, int stride, boolean back) {
    if (steps > positions) {
      throw new IllegalArgumentException(
          "positions: expected at most " + positions + ", got " + steps);
    }
    int half = width / 2;
    float sign = back ? -1 : 1;
    for (int r = 0; r < rows; r++) {
      int angle = r % steps * half;
      for (int p = 0; p < heads * half; p++) {
        int at = offset + r * stride + 2 * p;
        float c = cos[angle + p % half];
        float s = sign * sin[angle + p % half];
        float a = x[at];
        float b = x[at + 1];
        x[at] = a * c - b * s;
        x[at + 1] = b * c + a * s;
      }
    }
  }
}
