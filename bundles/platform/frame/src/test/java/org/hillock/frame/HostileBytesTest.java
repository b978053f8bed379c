package org.hillock.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.hillock.api.activation.Frame;
import org.hillock.api.tensor.DType;
import org.hillock.frame.internal.Encoding;
import org.hillock.frame.internal.Field;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
  private static final int MUTATIONS = Integer.getInteger("hillock.mutations", 10_000);

  private final byte[][] seeds = {
    new FrameEncoder().toBytes(Frames.dense(2, 8)),
    new FrameEncoder().toBytes(Frames.spikes(DType.F32, 4, 64, 9)),
    new FrameEncoder().toBytes(Frames.spikes(DType.BITS, 4, 64, 2)),
    new FrameEncoder().toBytes(Frames.end())
  };

  @Test
  void mutatedFramesAreRejectedInOneLineOrWellFormed() {
    Random random = new Random(20260101);
    FrameEncoder encoder = new FrameEncoder();
    int rejected = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = mutate(seeds[i % seeds.length].clone(), random);
      try {
        Frame frame = FrameDecoder.decode(bytes);
        Frame again = FrameDecoder.decode(encoder.toBytes(frame));
        assertTrue(frame.values().contentEquals(again.values()));
        assertEquals(frame.sequence(), again.sequence());
      } catch (FrameFormatException e) {
        rejected++;
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
    assertTrue(rejected > MUTATIONS / 10 && rejected < MUTATIONS, "rejected " + rejected);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    int changes = 1 + random.nextInt(4);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) random.nextInt());
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
      }
    }
    return bytes;
  }

  @Test
  void everyTruncationIsRejectedOrWellFormed() throws Exception {
    for (byte[] seed : seeds) {
      for (int n = 0; n < seed.length - 8; n++) {
        byte[] cut = Arrays.copyOf(seed, n);
        try {
          FrameDecoder.decode(cut);
        } catch (FrameFormatException expected) {
          assertFalse(expected.getMessage().isEmpty());
        }
      }
    }
  }

  @Test
  void bytesOfOthersAreNamed() {
    assertRejected("identifier", "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8));
    assertRejected("12 bytes", new byte[3]);
    assertRejected("without a value", null);
  }

  @Test
  void aHugeShapeOverAnEmptyPayloadIsRejectedBeforeMemoryIsTaken() {
    assertRejected("at most 1048576", shaped(Encoding.INDEX32, 1 << 15, 1 << 15));
    assertRejected("at most 65536", shaped(Encoding.INDEX16, 1 << 9, 1 << 9));
    assertRejected("2^31", shaped(Encoding.INDEX32, 1 << 30, 1 << 30));
    assertRejected("a payload of", shaped(Encoding.PACKED, 1 << 10, 1 << 10));
    assertRejected("a payload of", shaped(Encoding.RAW, 1 << 10, 1 << 10));
  }

  private static byte[] shaped(Encoding encoding, int steps, int units) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    int axes = b.createVectorOfTables(new int[] {b.createString("unit")});
    b.startVector(4, 2, 4);
    b.addInt(units);
    b.addInt(steps);
    int shape = b.endVector();
    b.startTable(Field.values().length);
    b.addOffset(Field.AXES.ordinal(), axes, 0);
    b.addOffset(Field.SHAPE.ordinal(), shape, 0);
    b.addByte(Field.ENCODING.ordinal(), (byte) encoding.ordinal(), 0);
    b.finish(b.endTable(), "HLF1");
    return b.sizedByteArray();
  }

  private static void assertRejected(String reason, byte[] bytes) {
    FrameFormatException e =
        assertThrows(FrameFormatException.class, () -> FrameDecoder.decode(bytes));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
