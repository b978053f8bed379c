package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.model.RandomKey;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files {@code shd_train.h5} and {@code shd_test.h5} of the resources were written by PyTables
 * 3 in the layout of the published ones, with 24 and 6 short random samples; {@code h5py.h5} holds
 * the same 24 in chunks with gzip and shuffle.
 */
class ShdTest {
  /** It tells at INFO what it does. Kept here, or its level would be forgotten. */
  private static final Logger HDF5 = Logger.getLogger("io.jhdf");

  @TempDir Path folder;

  @BeforeAll
  static void quiet() {
    HDF5.setLevel(Level.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shd_train.h5", "h5py.h5"})
  void aFileInThePublishedLayoutIsRead(String name) throws IOException {
    try (ShdFile file = ShdFile.open(unpacked(name))) {
      assertEquals(24, file.size());
      assertEquals(20, file.keys().size());
      assertEquals("eins", file.keys().get(11));
      assertEquals(3, file.label(23));
      assertEquals(2, file.speaker(23));
      assertEquals(List.of("male", "female"), file.metaInfo().get("gender").subList(0, 2));
      Spikes last = file.spikes(23);
      Spikes first = file.spikes(0);
      assertArrayEquals(new int[] {281, 178, 276, 254, 357, 468, 252, 490}, first.units());
      assertEquals(0.0256195068359375f, first.times()[0]);
      assertEquals(0.1998291015625f, first.times()[7]);
      assertArrayEquals(LAST, last.units());
    }
  }

  private static final int[] LAST = {450, 634, 476};

  @Test
  void theSpeakersOfATrainingFileAreSplitForValidation() throws IOException {
    Dataset data = published();
    assertEquals(16, data.size(Split.TRAIN));
    assertEquals(8, data.size(Split.VALIDATION));
    assertEquals(6, data.size(Split.TEST));
    Set<String> heard = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      heard.add(data.group(Split.TRAIN, i));
    }
    assertEquals(Set.of("speaker 0", "speaker 1"), heard);
    for (int i = 0; i < 8; i++) {
      assertEquals("speaker 2", data.group(Split.VALIDATION, i));
    }
    assertEquals("seven", data.classes().get(7));
    Dataset other = Shd.folder(folder, "other", Binning.PUBLISHED, 2);
    assertEquals(8, other.size(Split.TRAIN));
    assertEquals(16, other.size(Split.VALIDATION));
    assertThrows(IOException.class, () -> Shd.folder(folder, "other", Binning.PUBLISHED, 3));
  }

  @Test
  void aReadFillsUpToTheLongestSample() throws IOException {
    Dataset data = published();
    int[] shape = data.sampleShape();
    assertEquals(140, shape[1]);
    Tensor sample = Tensor.zeros(DType.U8, shape);
    Arrays.fill(sample.bytes(), (byte) 9);
    data.read(Split.TRAIN, 1, sample);
    int sum = 0;
    for (byte count : sample.bytes()) {
      sum += count;
    }
    assertEquals(7, sum);
    assertEquals(16, data.length(Split.TRAIN, 1));
    assertTrue(shape[0] >= 18, "steps " + shape[0]);
  }

  @Test
  void aFileWithoutAReadableSpeakerIsNoDataSet() throws IOException {
    Files.copy(unpacked("shd_test.h5"), folder.resolve("shd_test.h5"));
    try (ShdWriter writer = new ShdWriter(folder.resolve("shd_train.h5"), List.of("a"))) {
      writer.add(new Spikes(new float[] {1}, new int[] {3}), 0, 5);
      writer.finish();
    }
    IOException e = assertThrows(IOException.class, () -> Shd.folder(folder));
    assertTrue(e.getMessage().contains("more than 1 speakers"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300})
  void whatIsWrittenIsReadBack(int count) throws IOException {
    Path path = folder.resolve("x.h5");
    try (ShdWriter writer = new ShdWriter(path, List.of("zero", "one", "null"))) {
      for (int i = 0; i < count; i++) {
        writer.add(random(i), i % 3, i % 11);
      }
      assertFalse(Files.exists(path));
      writer.finish();
    }
    try (ShdFile file = ShdFile.open(path)) {
      assertEquals(count, file.size());
      assertEquals(List.of("zero", "one", "null"), file.keys());
      for (int i = 0; i < count; i++) {
        assertArrayEquals(random(i).units(), file.spikes(i).units());
        assertArrayEquals(random(i).times(), file.spikes(i).times(), 0.0005f);
        assertEquals(i % 11, file.speaker(i));
        assertEquals(i % 3, file.label(i));
      }
    }
  }

  @Test
  void theSameSpikesGiveTheSameBytes() throws IOException {
    byte[][] files = new byte[2][];
    for (int f = 0; f < 2; f++) {
      Path path = folder.resolve(f + ".h5");
      try (ShdWriter writer = new ShdWriter(path, List.of("a", "b"))) {
        for (int i = 0; i < 20; i++) {
          writer.add(random(i), i % 2, 0);
        }
        writer.finish();
      }
      files[f] = Files.readAllBytes(path);
    }
    assertArrayEquals(files[0], files[1]);
  }

  @Test
  void anUnfinishedFileLeavesNothing() throws IOException {
    try (ShdWriter writer = new ShdWriter(folder.resolve("x.h5"), List.of("a"))) {
      writer.add(random(1), 0, 0);
    }
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aForeignFileIsRefusedInOneLine() throws IOException {
    Path foreign = Files.writeString(folder.resolve("x.h5"), "not HDF5 at all, but a longer text");
    IOException e = assertThrows(IOException.class, () -> ShdFile.open(foreign));
    assertTrue(e.getMessage().contains("x.h5"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    IOException none = assertThrows(IOException.class, () -> Shd.folder(folder.resolve("none")));
    assertTrue(none.getMessage().contains("shd_train.h5"), none.getMessage());
  }

  @Test
  void aDamagedFileGivesNothingButIoExceptions() throws IOException {
    byte[] whole = Files.readAllBytes(unpacked("h5py.h5"));
    RandomKey key = RandomKey.of(7);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged =
          i % 4 == 0 ? Arrays.copyOf(whole, key.below(whole.length, 1000 + i)) : whole.clone();
      if (i % 4 != 0) {
        damaged[key.below(damaged.length, i)] ^= (byte) (1 + key.below(255, 5000 + i));
      }
      Path path = Files.write(folder.resolve("damaged.h5"), damaged);
      try (ShdFile file = ShdFile.open(path)) {
        for (int s = 0; s < file.size(); s++) {
          Binning.PUBLISHED.counts(file.spikes(s), "sample " + s);
        }
      } catch (IOException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, "refused " + refused);
  }

  private static Spikes random(int seed) {
    RandomKey key = RandomKey.of(seed);
    int size = seed % 7 == 3 ? 0 : key.below(4000, 1);
    float[] times = new float[size];
    int[] units = new int[size];
    for (int i = 0; i < size; i++) {
      times[i] = (float) key.uniform(2 + 2L * i);
      units[i] = key.below(700, 3 + 2L * i);
    }
    return new Spikes(times, units);
  }

  private Dataset published() throws IOException {
    for (String name : List.of("shd_train.h5", "shd_test.h5")) {
      try (InputStream in = ShdTest.class.getResourceAsStream("shd/" + name + ".gz")) {
        Files.copy(in, folder.resolve(name + ".gz"));
      }
    }
    assertTrue(Shd.isFolder(folder));
    return Shd.folder(folder);
  }

  private Path unpacked(String name) throws IOException {
    Path file = folder.resolve("of-" + name);
    try (InputStream in =
        new GZIPInputStream(ShdTest.class.getResourceAsStream("shd/" + name + ".gz"))) {
      Files.copy(in, file);
    }
    return file;
  }
}
