package org.hillock.compute;

/** A convolution and its gradients in double precision, from their definition. */
final class ConvolutionDefinition {
  final double[] y;
  final double[] gx;
  final double[] gw;
  final double[] gb;

  ConvolutionDefinition(ImageShape s, int filters, float[] x, float[] w, float[] bias, float[] gy) {
    y = new double[gy.length];
    gx = new double[x.length];
    gw = new double[w.length];
    gb = new double[filters];
    for (int p = 0; p < s.batch() * s.outPixels(); p++) {
      int b = p / s.outPixels();
      int oy = p % s.outPixels() / s.outWidth();
      int ox = p % s.outWidth();
      for (int f = 0; f < filters; f++) {
        y[p * filters + f] = bias[f];
        gb[f] += gy[p * filters + f];
      }
      for (int k = 0; k < s.windowHeight() * s.windowWidth(); k++) {
        int row = oy * s.stride() + k / s.windowWidth() - s.top();
        int column = ox * s.stride() + k % s.windowWidth() - s.left();
        int iy = s.padding().source(row, s.height());
        int ix = s.padding().source(column, s.width());
        if (iy >= 0 && ix >= 0) {
          int at = ((b * s.height() + iy) * s.width() + ix) * s.channels();
          window(s.channels(), filters, x, w, gy, at, k * s.channels(), p * filters);
        }
      }
    }
  }

  private void window(
      int channels, int filters, float[] x, float[] w, float[] gy, int at, int row, int out) {
    for (int c = 0; c < channels; c++) {
      for (int f = 0; f < filters; f++) {
        int tap = (row + c) * filters + f;
        y[out + f] += (double) x[at + c] * w[tap];
        gx[at + c] += (double) gy[out + f] * w[tap];
        gw[tap] += (double) gy[out + f] * x[at + c];
      }
    }
  }
}
