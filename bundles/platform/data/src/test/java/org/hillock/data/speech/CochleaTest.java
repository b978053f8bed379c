package org.hillock.data.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hillock.api.model.RandomKey;
import org.hillock.data.Sound;
import org.hillock.data.Spikes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CochleaTest {
  private static final int RATE = 22050;
  private static final RandomKey KEY = RandomKey.of(3);
  private static final CochleaSettings QUIET =
      new CochleaSettings(700, 60, 8000, 0.0005, 0.060, 30, 0.004, 4, 0, 4);

  @ParameterizedTest
  @ValueSource(ints = {100, 350, 699})
  void aSineAtTheCentreOfAChannelHasItsAmplitudeAsEnvelope(int channel) {
    GammatoneBank bank = new GammatoneBank(700, 60, 8000, RATE);
    double frequency = GammatoneBank.centre(channel, 700, 60, 8000);
    float[] squares = new float[700];
    for (int i = 0; i < RATE; i++) {
      if (i == RATE / 2) {
        Arrays.fill(squares, 0);
      }
      bank.add((float) (0.3 * Math.sin(2 * Math.PI * frequency * i / RATE)), squares);
    }
    double envelope = Math.sqrt(squares[channel] / (RATE - RATE / 2));
    assertEquals(0.3, envelope, 0.006);
    int loudest = 0;
    for (int c = 0; c < 700; c++) {
      loudest = squares[c] > squares[loudest] ? c : loudest;
    }
    assertEquals(channel, loudest, 1);
    assertTrue(squares[channel] > 100 * squares[(channel + 350) % 700]);
  }

  @Test
  void centresAscendEquallyOnTheErbScale() {
    assertEquals(60, GammatoneBank.centre(0, 700, 60, 8000), 1e-9);
    assertEquals(8000, GammatoneBank.centre(699, 700, 60, 8000), 1e-9);
    double first = step(0);
    for (int c = 1; c < 699; c++) {
      assertEquals(first, step(c), 1e-9);
    }
    assertEquals(132.6, GammatoneBank.width(1000), 0.1);
  }

  private static double step(int channel) {
    double low = GammatoneBank.centre(channel, 700, 60, 8000);
    double high = GammatoneBank.centre(channel + 1, 700, 60, 8000);
    return Math.log(1 + 0.00437 * high) - Math.log(1 + 0.00437 * low);
  }

  @Test
  void aToneFiresTheUnitsOfItsPlace() {
    Spikes spikes = new Cochlea(QUIET).spikes(tone(1000, 0.4, 0.05), KEY);
    int[] counts = counts(spikes);
    int best = 0;
    for (int u = 0; u < 700; u++) {
      best = counts[u] > counts[best] ? u : best;
    }
    assertEquals(1000, GammatoneBank.centre(best, 700, 60, 8000), 120);
    assertEquals(0, counts[690]);
  }

  @Test
  void theOnsetFiresMoreThanTheSameToneLater() {
    Cochlea cochlea = new Cochlea(CochleaSettings.STANDARD);
    Spikes spikes = cochlea.spikes(tone(1000, 0.4, 0.1), KEY);
    int onset = 0;
    int later = 0;
    for (float time : spikes.times()) {
      onset += time > 0.005 && time <= 0.055 ? 1 : 0;
      later += time > 0.305 && time <= 0.355 ? 1 : 0;
    }
    assertTrue(onset > 1.5 * later && later > 0, onset + " then " + later);
  }

  @Test
  void silenceWithoutNoiseIsSilent() {
    Sound silence = new Sound(RATE, new float[1][RATE / 4]);
    assertEquals(0, new Cochlea(QUIET).spikes(silence, KEY).size());
    Spikes noisy = new Cochlea(CochleaSettings.STANDARD).spikes(tone(500, 0.2, 0.05), KEY);
    assertTrue(noisy.size() > 0);
  }

  @Test
  void theSameKeyGivesTheSameSpikesAndAnotherOthers() {
    Sound tone = tone(700, 0.2, 0.05);
    Cochlea cochlea = new Cochlea(CochleaSettings.STANDARD);
    Spikes one = cochlea.spikes(tone, KEY);
    Spikes same = new Cochlea(CochleaSettings.STANDARD).spikes(tone, KEY);
    assertArrayEquals(one.times(), same.times());
    assertArrayEquals(one.units(), same.units());
    assertFalse(Arrays.equals(one.units(), cochlea.spikes(tone, RandomKey.of(4)).units()));
  }

  @Test
  void spikesAreInOrderAndRestsAreKept() {
    Spikes spikes = new Cochlea(CochleaSettings.STANDARD).spikes(tone(300, 0.3, 0.2), KEY);
    float[] last = new float[700];
    Arrays.fill(last, -1);
    float before = 0;
    for (int i = 0; i < spikes.size(); i++) {
      float time = spikes.times()[i];
      assertTrue(time >= before && time <= 0.3f + 1e-6f, "time " + time);
      before = time;
      assertTrue(time - last[spikes.units()[i]] > 4.5 * 0.0005, "rest of unit");
      last[spikes.units()[i]] = time;
    }
  }

  @Test
  void channelsAboveTheSoundsRateAreSilent() {
    Sound low = new Sound(8000, tone(3000, 0.2, 0.2).channels());
    int[] counts = counts(new Cochlea(QUIET).spikes(low, KEY));
    for (int u = 0; u < 700; u++) {
      if (GammatoneBank.centre(u, 700, 60, 8000) > 3600) {
        assertEquals(0, counts[u]);
      }
    }
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CochleaSettings(700, 60, 50, 0.0005, 0.060, 30, 0.004, 4, 0, 4));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CochleaSettings(700, 60, 8000, 0.0005, 0.0001, 30, 0.004, 4, 0, 4));
  }

  private static int[] counts(Spikes spikes) {
    int[] counts = new int[700];
    for (int unit : spikes.units()) {
      counts[unit]++;
    }
    return counts;
  }

  private static Sound tone(double frequency, double seconds, double amplitude) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / RATE));
    }
    return new Sound(RATE, new float[][] {samples});
  }
}
