package org.hillock.data.speech;

/**
 * Gammatone filters of order 4 as cascades of four complex one-pole filters: stage by stage {@code
 * z[n] = a z[n-1] + (1 - |a|) u[n]} with {@code a = exp((-2 pi 1.019 ERB(f) + 2 pi i f) / rate)}
 * and ERB(f) = 24.7 (1 + 4.37 f / 1000) Hz (Glasberg and Moore, Hearing Research 47, 1990; the
 * cascade: Hohmann, Acta Acustica 88, 2002). Centre frequencies are equally spaced on the
 * ERB-number scale, ascending with the channel. The magnitude of the last stage, doubled, is the
 * envelope: 1 for a sine of amplitude 1 at the centre.
 *
 * <p>Channels whose centre lies above 0.45 times the sampling rate are silent. The same samples
 * give the same bits on every machine. For one thread at a time.
 */
final class GammatoneBank {
  private static final int ORDER = 4;
  private static final double HIGHEST = 0.45;

  /** Keeps what decays in silence away from denormal numbers, which are slow. */
  private static final float FLOOR = 1e-9f;

  private final int active;
  private final float[] gain;
  private final float[] poleReal;
  private final float[] poleImaginary;
  private final float[][] real = new float[ORDER][];
  private final float[][] imaginary = new float[ORDER][];

  GammatoneBank(int channels, double low, double high, int rate) {
    gain = new float[channels];
    poleReal = new float[channels];
    poleImaginary = new float[channels];
    int n = 0;
    for (int c = 0; c < channels; c++) {
      double centre = centre(c, channels, low, high);
      if (centre > HIGHEST * rate) {
        break;
      }
      double radius = StrictMath.exp(-2 * Math.PI * 1.019 * width(centre) / rate);
      double angle = 2 * Math.PI * centre / rate;
      gain[c] = (float) (1 - radius);
      poleReal[c] = (float) (radius * StrictMath.cos(angle));
      poleImaginary[c] = (float) (radius * StrictMath.sin(angle));
      n++;
    }
    active = n;
    for (int s = 0; s < ORDER; s++) {
      real[s] = new float[channels];
      imaginary[s] = new float[channels];
    }
  }

  /** Equivalent rectangular bandwidth in Hz. */
  static double width(double frequency) {
    return 24.7 * (1 + 4.37 * frequency / 1000);
  }

  /** Centre frequency of a channel in Hz. */
  static double centre(int channel, int channels, double low, double high) {
    double from = StrictMath.log(1 + 4.37 * low / 1000);
    double to = StrictMath.log(1 + 4.37 * high / 1000);
    double at = channels == 1 ? from : from + (to - from) * channel / (channels - 1);
    return (StrictMath.exp(at) - 1) * 1000 / 4.37;
  }

  /** Takes one sample and adds the square of the envelope of each channel to {@code sums}. */
  void add(float sample, float[] sums) {
    cascade(sample + FLOOR, real[0], imaginary[0], real[1], imaginary[1]);
    cascade(real[1], imaginary[1], real[2], imaginary[2], real[3], imaginary[3], sums);
  }

  private void cascade(float sample, float[] r0, float[] i0, float[] r1, float[] i1) {
    for (int c = 0; c < active; c++) {
      float a = poleReal[c];
      float b = poleImaginary[c];
      float g = gain[c];
      float x0 = a * r0[c] - b * i0[c] + g * sample;
      float y0 = b * r0[c] + a * i0[c];
      r0[c] = x0;
      i0[c] = y0;
      float x1 = a * r1[c] - b * i1[c] + g * x0;
      float y1 = b * r1[c] + a * i1[c] + g * y0;
      r1[c] = x1;
      i1[c] = y1;
    }
  }

  private void cascade(
      float[] u, float[] v, float[] r2, float[] i2, float[] r3, float[] i3, float[] sums) {
    for (int c = 0; c < active; c++) {
      float a = poleReal[c];
      float b = poleImaginary[c];
      float g = gain[c];
      float x2 = a * r2[c] - b * i2[c] + g * u[c];
      float y2 = b * r2[c] + a * i2[c] + g * v[c];
      r2[c] = x2;
      i2[c] = y2;
      float x3 = a * r3[c] - b * i3[c] + g * x2;
      float y3 = b * r3[c] + a * i3[c] + g * y2;
      r3[c] = x3;
      i3[c] = y3;
      sums[c] += 4 * (x3 * x3 + y3 * y3);
    }
  }
}
