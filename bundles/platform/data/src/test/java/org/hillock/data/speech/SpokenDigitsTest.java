package org.hillock.data.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpokenDigitsTest {
  private static final String[] PARTS = {"train", "validation", "test", "flite"};

  @Test
  void everySplitIsBalancedAndHasVoicesOfItsOwn() throws IOException {
    Dataset data = SpokenDigits.embedded();
    assertEquals(20, data.classes().size());
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      int[] counts = new int[20];
      Set<String> voices = new HashSet<>();
      for (int i = 0; i < data.size(split); i++) {
        counts[data.label(split, i)]++;
        voices.add(data.group(split, i));
      }
      assertEquals(split == Split.TRAIN ? 960 : 480, data.size(split));
      assertEquals(split == Split.TRAIN ? 8 : 4, voices.size());
      for (int count : counts) {
        assertEquals(data.size(split) / 20, count);
      }
      for (String voice : voices) {
        assertTrue(seen.add(voice), voice);
      }
    }
    assertEquals(16, seen.size());
  }

  @Test
  void clipsHaveStepsOfSpeechAndThousandsOfSpikes() throws IOException {
    Dataset data = SpokenDigits.embedded();
    assertEquals(140, data.sampleShape()[1]);
    Tensor sample = Tensor.zeros(DType.U8, data.sampleShape());
    for (int i = 0; i < data.size(Split.VALIDATION); i++) {
      data.read(Split.VALIDATION, i, sample);
      int steps = data.length(Split.VALIDATION, i);
      long spikes = 0;
      for (int at = 0; at < sample.size(); at++) {
        spikes += (long) sample.get(at);
        assertTrue(at < steps * 140 || sample.get(at) == 0, "behind the end");
      }
      assertTrue(steps >= 15 && steps <= 200, "steps " + steps);
      assertTrue(spikes > 1000 && spikes < 40000, "spikes " + spikes);
    }
  }

  @Test
  void theTransferTestIsEnglishOnlyAndHasNothingToTrainOn() throws IOException {
    Dataset data = SpokenDigits.flite();
    assertEquals(0, data.size(Split.TRAIN));
    assertEquals(0, data.size(Split.VALIDATION));
    assertEquals(200, data.size(Split.TEST));
    for (int i = 0; i < 200; i++) {
      assertTrue(data.label(Split.TEST, i) < 10);
    }
    assertNotEquals(SpokenDigits.embedded().splitHash(), data.splitHash());
  }

  @Test
  void theFilesAreSmallerThanEightMegabytes() throws IOException {
    long bytes = 0;
    for (String part : PARTS) {
      for (String rest : new String[] {"-counts-idx2-ubyte.gz", ".csv"}) {
        bytes += resource(part + rest).length;
      }
    }
    assertTrue(bytes < 8_000_000, "bytes " + bytes);
    assertTrue(new String(resource("NOTICE"), "UTF-8").contains("espeak-ng"));
  }

  @Test
  void aFolderWhoseFilesDoNotFitIsRefused(@TempDir Path folder) throws IOException {
    for (String part : PARTS) {
      Files.write(folder.resolve(part + ".csv"), resource(part + ".csv"));
      Files.write(
          folder.resolve(part + "-counts-idx2-ubyte.gz"), resource("test-counts-idx2-ubyte.gz"));
    }
    IOException e = assertThrows(IOException.class, () -> SpokenDigits.folder(folder));
    assertTrue(e.getMessage().contains("as train.csv says"), e.getMessage());
    Files.delete(folder.resolve("train.csv"));
    IOException none = assertThrows(IOException.class, () -> SpokenDigits.folder(folder));
    assertTrue(none.getMessage().contains("train.csv"), none.getMessage());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SpokenDigits.class.getResourceAsStream("spoken-digits/" + name)) {
      return in.readAllBytes();
    }
  }
}
