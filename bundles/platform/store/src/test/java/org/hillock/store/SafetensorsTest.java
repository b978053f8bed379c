package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static byte[] bytes(Safetensors content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.write(out);
    return out.toByteArray();
  }

  private static Safetensors read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), "here");
  }

  private static String refused(byte[] bytes) {
    String message = assertThrows(StoreException.class, () -> read(bytes)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains("expected") && message.contains("here"), message);
    return message;
  }

  @Test
  void whatWasWrittenIsReadBackBitForBitInTheSameOrder() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Map<String, Tensor> tensors = Samples.tensors(random);
      Map<String, String> metadata = seed % 4 == 0 ? Map.of() : Map.of("a", "1", "b", "\"\\é\n");
      Safetensors back = read(bytes(Safetensors.of(metadata, tensors)));
      assertEquals(metadata, back.metadata());
      assertEquals(
          new ArrayList<>(tensors.keySet()),
          new ArrayList<>(back.tensors().keySet()),
          "seed " + seed);
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        Tensor tensor = back.tensors().get(entry.getKey());
        assertTrue(sameBits(entry.getValue(), tensor), entry.getKey() + ", seed " + seed);
        assertTrue(tensor.isReadOnly());
      }
    }
  }

  private static boolean sameBits(Tensor a, Tensor b) {
    if (a.dtype() != b.dtype() || !Arrays.equals(a.shape(), b.shape())) {
      return false;
    }
    Tensor copy = b.copy();
    return switch (a.dtype()) {
      case F32 ->
          java.util.stream.IntStream.range(0, a.size())
              .allMatch(
                  i ->
                      Float.floatToRawIntBits(a.floats()[i])
                          == Float.floatToRawIntBits(copy.floats()[i]));
      case F64 ->
          java.util.stream.IntStream.range(0, a.size())
              .allMatch(
                  i ->
                      Double.doubleToRawLongBits(a.doubles()[i])
                          == Double.doubleToRawLongBits(copy.doubles()[i]));
      default -> a.contentEquals(copy);
    };
  }

  @Test
  void aTensorLargerThanTheBuffersIsReadBack() throws IOException {
    Tensor large = Samples.tensor(DType.U8, new Random(1), 3, 70_001);
    Safetensors back = read(bytes(Safetensors.of(Map.of(), Map.of("large", large))));
    assertTrue(large.contentEquals(back.tensors().get("large")));
  }

  @Test
  void aFileOfThePythonPackageIsReadBack() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/python.safetensors")) {
      Safetensors file = Safetensors.read(in, "python.safetensors");
      assertEquals(Map.of("made by", "safetensors for Python"), file.metadata());
      Map<String, Tensor> tensors = file.tensors();
      assertEquals(6, tensors.size());
      assertArrayEquals(
          new float[] {0, .25f, .5f, .75f, 1, 1.25f}, tensors.get("w").copy().floats());
      assertTrue(tensors.get("w").hasShape(new int[] {2, 3}));
      assertArrayEquals(new double[] {1e-300, -2.5}, tensors.get("d").copy().doubles());
      assertArrayEquals(new int[] {-1, Integer.MAX_VALUE}, tensors.get("i").copy().ints());
      assertArrayEquals(new long[] {-9007199254740993L}, tensors.get("l").copy().longs());
      assertEquals(0, tensors.get("l").rank());
      assertArrayEquals(new byte[] {0, 127, -128, -1}, tensors.get("b").copy().bytes());
      assertTrue(tensors.get("none").hasShape(new int[] {0, 4}));
    }
  }

  @Test
  void wideElementsAreAlignedWhateverTheOrderOfTheTensors() throws IOException {
    Safetensors odd =
        Safetensors.of(
            Map.of(),
            new java.util.LinkedHashMap<>(
                Map.of("a", Tensor.of(new byte[3], 3), "b", Tensor.of(new double[] {1}, 1))));
    byte[] bytes = bytes(odd);
    int header = bytes[0] & 0xff;
    assertEquals(0, (8 + header) % 8);
    assertTrue(new String(bytes, 8, header, "UTF-8").contains("[0,8]"));
  }

  @Test
  void bitsAreRefusedBecauseTheFormatHasNone() {
    Map<String, Tensor> bits = Map.of("m", Tensor.zeros(DType.BITS, 8));
    assertThrows(IllegalArgumentException.class, () -> Safetensors.of(Map.of(), bits));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = bytes(Safetensors.of(Map.of("k", "v"), Samples.tensors(new Random(3))));
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    byte[] whole = bytes(Safetensors.of(Map.of(), Map.of("x", Tensor.of(new float[2], 2))));
    assertTrue(refused(Arrays.copyOf(whole, whole.length + 1)).contains("8 bytes of data"));
  }

  @Test
  void aFlippedBitInTheHeaderNeverEscapesAsAnythingButOneLine() throws IOException {
    byte[] whole = bytes(Safetensors.of(Map.of("k", "v"), Samples.tensors(new Random(5))));
    int header = 8 + (whole[0] & 0xff | (whole[1] & 0xff) << 8);
    int refusals = 0;
    for (int bit = 0; bit < header * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        read(damaged);
      } catch (StoreException e) {
        refusals++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    assertTrue(refusals > header, refusals + " refusals of " + header * 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "  {}",
        "{\"x\":1}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":[]}",
        "{\"x\":{\"dtype\":\"C64\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[0.5],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e400]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967297],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
      })
  void aHeaderThatIsNotOneIsRefused(String header) {
    refused(Samples.file(header, 4));
  }

  @ParameterizedTest
  @CsvSource({"0,4,2,6", "0,4,5,8", "0,4,4,9", "1,5,5,8"})
  void overlapsGapsAndOverrunsAreRefused(int a, int b, int c, int d) {
    String entry = "\"%s\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[%d,%d]}";
    String header =
        "{" + entry.formatted("x", b - a, a, b) + "," + entry.formatted("y", d - c, c, d) + "}";
    refused(Samples.file(header, 8));
  }

  @Test
  void aHeaderAboveTheLimitIsRefusedUnread() {
    byte[] file = Samples.file("{}", 0);
    file[3] = 2;
    assertTrue(refused(file).contains("16777216"));
    file[7] = -1;
    refused(file);
  }

  @Test
  void aClaimOfManyBytesAllocatesNothingBeforeTheFileShowsThem() {
    String header =
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[2000000000],\"data_offsets\":[0,16000000000]}}";
    assertTrue(refused(Samples.file(header, 8)).contains("within 8 bytes"));
  }

  @Test
  void spacesAfterTheHeaderAreAllowed() throws IOException {
    assertFalse(read(Samples.file("{\"__metadata__\":{\"a\":\"b\"}}   ", 0)).metadata().isEmpty());
  }
}
