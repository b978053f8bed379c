package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

class FashionMnistTest {
  @Test
  void theEmbeddedPartIsBalancedInEverySplit() throws IOException {
    Dataset data = FashionMnist.embedded();
    assertEquals(7000, data.size(Split.TRAIN));
    assertEquals(1000, data.size(Split.VALIDATION));
    assertEquals(1000, data.size(Split.TEST));
    for (Split split : Split.values()) {
      int[] counts = new int[10];
      for (int i = 0; i < data.size(split); i++) {
        counts[data.label(split, i)]++;
      }
      for (int count : counts) {
        assertEquals(data.size(split) / 10, count);
      }
    }
  }

  @Test
  void noImageIsInTwoSplits() throws IOException {
    Dataset data = FashionMnist.embedded();
    Set<String> seen = new HashSet<>();
    Tensor image = Tensor.zeros(DType.U8, 28, 28);
    int count = 0;
    for (Split split : new Split[] {Split.VALIDATION, Split.TEST}) {
      for (int i = 0; i < data.size(split); i++) {
        data.read(split, i, image);
        seen.add(new String(image.bytes(), StandardCharsets.ISO_8859_1));
        count++;
      }
    }
    assertEquals(count, seen.size());
    for (int i = 0; i < data.size(Split.TRAIN); i++) {
      data.read(Split.TRAIN, i, image);
      assertFalse(seen.contains(new String(image.bytes(), StandardCharsets.ISO_8859_1)));
    }
  }

  @Test
  void theEmbeddedFilesAreSmallerThanFourMegabytesAndCarryTheirNotice() throws IOException {
    long bytes = 0;
    for (String part : new String[] {"train", "validation", "test"}) {
      for (String rest : new String[] {"-images-idx3-ubyte.gz", "-labels-idx1-ubyte.gz"}) {
        try (InputStream in =
            FashionMnist.class.getResourceAsStream("fashion-mnist/" + part + rest)) {
          bytes += in.readAllBytes().length;
        }
      }
    }
    assertTrue(bytes < 4_000_000, "bytes " + bytes);
    try (InputStream in = FashionMnist.class.getResourceAsStream("fashion-mnist/NOTICE")) {
      assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("Zalando SE"));
    }
  }

  @Test
  void aFolderOfPublishedFilesBecomesThreeSplits(@TempDir Path folder) throws IOException {
    int n = 10 * 1003;
    write(folder.resolve("train-images-idx3-ubyte"), images(n));
    write(folder.resolve("train-labels-idx1-ubyte"), labels(n));
    assertFalse(FashionMnist.isFolder(folder));
    write(folder.resolve("t10k-images-idx3-ubyte"), images(20));
    write(folder.resolve("t10k-labels-idx1-ubyte"), labels(20));
    assertTrue(FashionMnist.isFolder(folder));
    Dataset data = FashionMnist.best(folder);
    assertEquals(30, data.size(Split.TRAIN));
    assertEquals(10000, data.size(Split.VALIDATION));
    assertEquals(20, data.size(Split.TEST));
    assertEquals("", data.group(Split.TEST, 3));
    assertArrayEquals(new int[] {2, 2}, data.sampleShape());
    assertNotEquals(FashionMnist.embedded().splitHash(), data.splitHash());
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    IOException e = assertThrows(IOException.class, () -> FashionMnist.folder(folder));
    assertTrue(e.getMessage().contains("train-images-idx3-ubyte"), e.getMessage());
  }

  @Test
  void theSplitHashIsThatOfTheIdsAndLabels() throws IOException {
    String hash = FashionMnist.embedded().splitHash();
    assertEquals(64, hash.length());
    assertEquals(hash, FashionMnist.embedded().splitHash());
  }

  @Test
  void theTestSplitIsClosedUntilTrainingIsOver() throws IOException {
    TrainingView view = TrainingView.of(FashionMnist.embedded());
    Tensor image = Tensor.zeros(DType.U8, 28, 28);
    view.read(Split.VALIDATION, 0, image);
    assertEquals(1000, view.size(Split.TEST));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> view.read(Split.TEST, 0, image));
    assertTrue(e.getMessage().contains("test split"));
    assertThrows(IllegalStateException.class, () -> view.label(Split.TEST, 0));
    view.trained();
    view.read(Split.TEST, 0, image);
    assertTrue(TrainingView.publishedProtocol(view).label(Split.TEST, 0) < 10);
  }

  @Test
  void aWrongTargetOrIndexIsRefused() throws IOException {
    Dataset data = FashionMnist.embedded();
    Tensor flat = Tensor.zeros(DType.U8, 784);
    assertThrows(IllegalArgumentException.class, () -> data.read(Split.TRAIN, 0, flat));
    assertThrows(IndexOutOfBoundsException.class, () -> data.label(Split.TRAIN, 7000));
  }

  private static byte[] images(int n) {
    byte[] bytes = new byte[16 + n * 4];
    bytes[2] = 8;
    bytes[3] = 3;
    size(bytes, 4, n);
    size(bytes, 8, 2);
    size(bytes, 12, 2);
    return bytes;
  }

  private static byte[] labels(int n) {
    byte[] bytes = new byte[8 + n];
    bytes[2] = 8;
    bytes[3] = 1;
    size(bytes, 4, n);
    for (int i = 0; i < n; i++) {
      bytes[8 + i] = (byte) (i % 10);
    }
    return bytes;
  }

  private static void size(byte[] bytes, int at, int value) {
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
  }
}
