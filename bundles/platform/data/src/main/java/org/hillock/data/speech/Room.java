package org.hillock.data.speech;

import org.hillock.api.model.RandomKey;
import org.hillock.data.Sound;

/**
 * What lies between mouth and ear: every clip is made equally loud, put between two short silences
 * of random length, and covered with noise.
 *
 * <p>The noise is uniform white noise through a one-pole low-pass filter at 1 kHz, so that it is
 * strongest where speech is. The ratio of signal to noise, by the mean squares of the trimmed clip
 * and of the noise, is drawn within 3 dB around the given one.
 *
 * @param ratio of signal to noise in dB
 */
record Room(double ratio) {
  private static final double LOUDNESS = 0.05;
  private static final double SPREAD = 3;
  private static final double LONGEST_SILENCE = 0.040;
  private static final double CORNER = 1000;

  Sound place(Sound speech, RandomKey key) {
    int rate = speech.rate();
    float[] mono = speech.mono();
    RandomKey draw = key.child("room");
    int lead = (int) (draw.uniform(0) * LONGEST_SILENCE * rate);
    int tail = (int) (draw.uniform(1) * LONGEST_SILENCE * rate);
    double level = ratio + SPREAD * (2 * draw.uniform(2) - 1);
    float[] noise = noise(lead + mono.length + tail, rate, key.child("noise"));
    float loud = (float) (LOUDNESS / rootMeanSquare(mono));
    double quiet = LOUDNESS / rootMeanSquare(noise);
    float scale = (float) (quiet * StrictMath.pow(10, -level / 20));
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= scale;
    }
    for (int i = 0; i < mono.length; i++) {
      noise[lead + i] += loud * mono[i];
    }
    return new Sound(rate, new float[][] {noise});
  }

  private static float[] noise(int length, int rate, RandomKey key) {
    float[] noise = new float[length];
    double keep = StrictMath.exp(-2 * Math.PI * CORNER / rate);
    double last = 0;
    for (int i = 0; i < length; i++) {
      last = keep * last + (1 - keep) * (2 * key.uniform(i) - 1);
      noise[i] = (float) last;
    }
    return noise;
  }

  private static double rootMeanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
