package org.hillock.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
  @Test
  void unsignedBytesAreReadFromPlainAndCompressedFiles(@TempDir Path folder) throws IOException {
    byte[] bytes = bytes();
    Path plain = Files.write(folder.resolve("plain"), bytes);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    Path compressed = Files.write(folder.resolve("packed.gz"), packed.toByteArray());
    for (Path file : new Path[] {plain, compressed}) {
      Tensor tensor = Idx.read(file);
      assertEquals(DType.U8, tensor.dtype());
      assertArrayEquals(new int[] {2, 3}, tensor.shape());
      assertEquals(255, tensor.get(5));
    }
  }

  @Test
  void everyElementTypeIsRead() throws IOException {
    assertEquals(-3, one(0x09, out -> out.writeByte(-3)));
    assertEquals(-300, one(0x0b, out -> out.writeShort(-300)));
    assertEquals(70000, one(0x0c, out -> out.writeInt(70000)));
    assertEquals(0.5, one(0x0d, out -> out.writeFloat(0.5f)));
    assertEquals(1e-40, one(0x0e, out -> out.writeDouble(1e-40)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 11, 17})
  void aTruncatedFileIsNamed(int length) throws IOException {
    assertRefused(Arrays.copyOf(bytes(), length), length < 2 ? "file.idx" : "truncated");
  }

  @Test
  void damagedGzipIsRefusedWithItsName() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes());
    }
    byte[] damaged = packed.toByteArray();
    damaged[damaged.length - 6] ^= 1;
    assertRefused(damaged, "in gzip, got a damaged one");
    damaged[2] = 7;
    assertRefused(damaged, "in gzip, got a damaged one");
    assertRefused(Arrays.copyOf(damaged, 5), "");
  }

  @Test
  void furtherBytesAreRefused() throws IOException {
    assertRefused(Arrays.copyOf(bytes(), 19), "further");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    assertRefused("PK\3\4 and more text".getBytes("UTF-8"), "504b0304");
  }

  @Test
  void anUnknownElementTypeIsRefused() throws IOException {
    byte[] bytes = bytes();
    bytes[2] = 0x22;
    assertRefused(bytes, "got 22");
  }

  @Test
  void aHugeShapeIsRefusedBeforeItIsAllocated() throws IOException {
    byte[] bytes = bytes();
    bytes[4] = 0x7f;
    bytes[8] = 0x7f;
    assertRefused(bytes, "at most 2147483639 bytes");
    bytes[4] = 0;
    bytes[8] = 0x10;
    assertRefused(bytes, "got 6 (truncated)");
  }

  private static void assertRefused(byte[] bytes, String part) {
    IOException e =
        assertThrows(
            IOException.class, () -> Idx.read(new ByteArrayInputStream(bytes), "file.idx"));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("file.idx"), e.getMessage());
  }

  private interface Element {
    void write(DataOutputStream out) throws IOException;
  }

  private static double one(int type, Element element) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(type << 8 | 1);
    out.writeInt(1);
    element.write(out);
    return Idx.read(new ByteArrayInputStream(bytes.toByteArray()), "one").get(0);
  }

  private static byte[] bytes() {
    return new byte[] {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 255};
  }
}
