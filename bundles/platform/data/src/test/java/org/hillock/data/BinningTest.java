package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinningTest {
  private static final Binning SMALL = new Binning(0.01, 10, 5);

  @Test
  void timeCountsFromTheFirstSpikeAndTheLastStepTakesTheRest() throws IOException {
    float[] times = {0.5f, 0.505f, 0.5124f, 0.525f};
    byte[] counts = SMALL.counts(new Spikes(times, new int[] {0, 4, 5, 9}), "x");
    assertArrayEquals(new byte[] {2, 0, 0, 1, 0, 1}, counts);
    float[] whole = {0, 0.5f};
    byte[] fifty = new Binning(0.25, 10, 5).counts(new Spikes(whole, new int[] {0, 9}), "x");
    assertArrayEquals(new byte[] {1, 0, 0, 1}, fifty);
  }

  @Test
  void aSampleWithoutSpikesIsOneEmptyStep() throws IOException {
    assertArrayEquals(new byte[2], SMALL.counts(new Spikes(new float[0], new int[0]), "x"));
  }

  @Test
  void countsAreUnsigned() throws IOException {
    byte[] counts = SMALL.counts(new Spikes(new float[255], new int[255]), "x");
    assertEquals(255, counts[0] & 0xff);
    assertRefused("more in step 0", new Spikes(new float[256], new int[256]));
  }

  @Test
  void wrongSpikesAreRefused() {
    assertRefused("units below 10, got 10", new Spikes(new float[1], new int[] {10}));
    assertRefused("got -1", new Spikes(new float[1], new int[] {-1}));
    assertRefused("NaN", new Spikes(new float[] {Float.NaN}, new int[1]));
    assertRefused("at most 60", new Spikes(new float[] {0, 1e6f}, new int[2]));
    assertThrows(IllegalArgumentException.class, () -> new Binning(0.01, 11, 5));
  }

  private static void assertRefused(String part, Spikes spikes) {
    IOException e = assertThrows(IOException.class, () -> SMALL.counts(spikes, "the sample"));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("the sample"), e.getMessage());
  }

  @Test
  void halvesAreTheNearestOfSixteenBits() {
    assertEquals(0x3c00, Half.of(1));
    assertEquals((short) 0xc000, Half.of(-2));
    assertEquals(0x7bff, Half.of(65504));
    assertEquals(0x7c00, Half.of(65520));
    assertEquals(0x0001, Half.of(0x1p-24f));
    assertEquals(0x0000, Half.of(0x1p-25f));
    assertEquals(0x0400, Half.of(0x1p-14f));
    assertEquals(0x3c00, Half.of(1 + 0x1p-11f));
    assertEquals(0x3c02, Half.of(1 + 0x3p-11f));
    assertEquals(0x7e00, Half.of(Float.NaN));
  }

  @Test
  void theChecksumIsThatOfItsAuthorsExamples() {
    assertEquals(0xdeadbeef, Lookup3.hash(new byte[0], 0));
    byte[] text = "Four score and seven years ago".getBytes();
    assertEquals(0x17770551, Lookup3.hash(text, text.length));
    assertEquals(0x17770551, Lookup3.hash(Arrays.copyOf(text, 40), text.length));
  }
}
