package org.hillock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HostileHeadersTest {
  private static final int MUTATIONS = Integer.getInteger("hillock.mutations", 10_000);

  private static final String[] TEXTS = {
    "[".repeat(2000),
    "{\"a\":".repeat(2000),
    "9".repeat(2000),
    "1e999999999",
    "1e99999999999",
    "-1",
    "9223372036854775807",
    "2147483647",
    "4294967296",
    "0.5",
    "null",
    "\"",
    "\\u0000",
    "\n",
    "{}",
    "[]",
    "[2147483639,0,2147483639]",
    "\"F32\"",
    "\"__metadata__\":1,",
    "\ud800",
    ","
  };

  @Test
  void mutatedHeadersAreRejectedInOneLineOrWellFormed() throws IOException {
    byte[][] seeds = {seed(false), seed(true)};
    Random random = new Random(20260102);
    int rejected = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = mutate(seeds[i % seeds.length].clone(), random);
      Safetensors content;
      try {
        content = read(bytes);
      } catch (StoreException e) {
        rejected++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        continue;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError("mutation " + i + " got " + e, e);
      }
      long elements = 0;
      for (Tensor tensor : content.tensors().values()) {
        elements += tensor.size();
      }
      assertTrue(elements <= bytes.length, "mutation " + i + " gave " + elements + " elements");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      content.write(out);
      assertEquals(content.tensors().keySet(), read(out.toByteArray()).tensors().keySet());
    }
    assertTrue(rejected > MUTATIONS / 10 && rejected < MUTATIONS, "rejected " + rejected);
  }

  private static Safetensors read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), "here");
  }

  private static byte[] seed(boolean metadata) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("weights", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    tensors.put("steps", Tensor.of(new long[] {7, 8}, 2));
    tensors.put("empty", Tensor.zeros(DType.F64, 0, 4));
    tensors.put("bytes", Tensor.of(new byte[] {1, 2, 3}, 3));
    Map<String, String> texts = metadata ? Map.of("a", "one", "b", "{\"c\": 2}") : Map.of();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.of(texts, tensors).write(out);
    return out.toByteArray();
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int changes = 1 + random.nextInt(3);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(Math.min(bytes.length, 8 + header));
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
        case 3 -> bytes = insert(bytes, at, TEXTS[random.nextInt(TEXTS.length)]);
        case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) random.nextInt());
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, random.nextInt(bytes.length)));
      }
    }
    return bytes;
  }

  /** Puts a text into the header and corrects the header's length, so that it is parsed. */
  private static byte[] insert(byte[] bytes, int at, String text) {
    if (bytes.length < 9) {
      return bytes;
    }
    int where = Math.max(8, at);
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(bytes.length + more.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put(bytes, 0, where).put(more).put(bytes, where, bytes.length - where);
    all.putLong(0, all.getLong(0) + more.length);
    return all.array();
  }
}
