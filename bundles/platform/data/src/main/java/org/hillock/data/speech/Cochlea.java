package org.hillock.data.speech;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.hillock.data.Sound;
import org.hillock.data.Spikes;

/**
 * Sound to spikes of auditory nerve-like units, 700 as in the Spiking Heidelberg Digits.
 *
 * <p>The published model, Lauscher (Cramer, Stradmann, Schemmel and Zenke, IEEE TNNLS 33, 2022,
 * arXiv 1910.07407), is: a hydrodynamic basilar membrane, transmitter pools of inner hair cells
 * that fire at random, and a layer of bushy cells, leaky integrate-and-fire neurons that each take
 * 40 hair cells of one place. This model keeps the three stages and replaces each by a simpler one:
 *
 * <ul>
 *   <li>membrane: a gammatone filter bank of order 4, centres from 60 Hz to 8 kHz on the ERB scale,
 *       so that channels do not act on each other and there is no travelling wave;
 *   <li>hair cell: the envelope, not the wave, so units do not lock to the phase of a tone; raised
 *       to the power 3/8 for the ear's compression; one transmitter pool a channel with the mean
 *       release {@code p} of depletion and recovery, {@code dq/dt = (1 - q) / recovery - release q
 *       d} for a drive {@code d} (after Meddis, J. Acoust. Soc. Am. 79, 1986, with one pool in
 *       place of three), which gives strong onsets and adaptation;
 *   <li>bushy cell: a leaky integrate-and-fire neuron a channel, {@code tau dv/dt = -v + gain q d +
 *       noise}, that fires at 1, is set to 0, and rests for a while; its noise, uniform and fresh
 *       in every step, stands for the randomness of 40 hair cells.
 * </ul>
 *
 * <p>Unit 0 has the lowest centre. Steps of 0.5 ms: a spike's time is the end of its step. The same
 * sound, settings and key give the same spikes on every machine. For one thread at a time.
 */
public final class Cochlea {
  private final CochleaSettings settings;
  private float[] times = new float[1 << 12];
  private int[] units = new int[1 << 12];
  private int count;

  /** A cochlea of some settings. */
  public Cochlea(CochleaSettings settings) {
    this.settings = settings;
  }

  /**
   * The spikes of a sound, in order of time and unit.
   *
   * @param sound all its channels are mixed
   * @param key source of the noise
   */
  public Spikes spikes(Sound sound, RandomKey key) {
    int n = settings.units();
    GammatoneBank bank = new GammatoneBank(n, settings.lowest(), settings.highest(), sound.rate());
    float[] mono = sound.mono();
    float[] sums = new float[n];
    float[] pool = new float[n];
    float[] voltage = new float[n];
    int[] resting = new int[n];
    Arrays.fill(pool, 1);
    count = 0;
    int steps = (int) (mono.length / (sound.rate() * settings.step()));
    int sample = 0;
    for (int t = 0; t < steps; t++) {
      int end = (int) ((t + 1) * settings.step() * sound.rate());
      Arrays.fill(sums, 0);
      int taken = end - sample;
      for (; sample < end; sample++) {
        bank.add(mono[sample], sums);
      }
      step(t, taken, sums, pool, voltage, resting, key.child(t));
    }
    return new Spikes(Arrays.copyOf(times, count), Arrays.copyOf(units, count));
  }

  private void step(
      int t,
      int taken,
      float[] sums,
      float[] pool,
      float[] voltage,
      int[] resting,
      RandomKey noise) {
    double dt = settings.step();
    float recover = (float) (dt / settings.recovery());
    float release = (float) (dt * settings.release());
    float leak = (float) (dt / settings.membrane());
    float gain = (float) settings.gain();
    float spread = (float) settings.noise();
    long bits = 0;
    for (int u = 0; u < sums.length; u++) {
      float drive = taken == 0 ? 0 : compressed((float) Math.sqrt(sums[u] / taken));
      float input = pool[u] * drive;
      pool[u] = Math.max(0, pool[u] + recover * (1 - pool[u]) - release * input);
      if (u % 4 == 0) {
        bits = noise.bits(u / 4);
      }
      float random = spread * ((short) (bits >> 16 * (u % 4)) / 0x1p15f);
      if (resting[u] > 0) {
        resting[u]--;
        continue;
      }
      voltage[u] += leak * (gain * input - voltage[u] + random);
      if (voltage[u] >= 1) {
        voltage[u] = 0;
        resting[u] = settings.rest();
        fire((float) ((t + 1) * dt), u);
      }
    }
  }

  /** The power 3/8, by roots, which are exact on every machine. */
  private static float compressed(float envelope) {
    double quarter = Math.sqrt(Math.sqrt(envelope));
    return (float) (quarter * Math.sqrt(quarter));
  }

  private void fire(float time, int unit) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
      units = Arrays.copyOf(units, 2 * count);
    }
    times[count] = time;
    units[count++] = unit;
  }
}
