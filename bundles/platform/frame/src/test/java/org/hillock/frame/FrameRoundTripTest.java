package org.hillock.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.hillock.api.activation.Frame;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameRoundTripTest {
  private final FrameEncoder encoder = new FrameEncoder();

  static Stream<Frame> frames() {
    return Stream.of(
        Frames.dense(28, 64),
        Frames.dense(0, 64),
        Frames.dense(1, 5000),
        Frames.end(),
        Frames.spikes(DType.F32, 7, 9, 3),
        Frames.spikes(DType.BITS, 13, 77, 50),
        Frames.of(Tensor.of(new double[] {1, -0.0, Double.NaN}, 3, 1), SiteSpec.Kind.SPIKES, null),
        Frames.of(Tensor.of(new float[] {0.5f, 1}, 1, 2), SiteSpec.Kind.SPIKES, null));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void everyFieldComesBack(Frame frame) throws Exception {
    Frame back = FrameDecoder.decode(encoder.encode(frame));
    for (RecordComponent c : Frame.class.getRecordComponents()) {
      if (c.getType() != Tensor.class) {
        assertEquals(c.getAccessor().invoke(frame), c.getAccessor().invoke(back), c.getName());
      }
    }
    assertTrue(frame.values().contentEquals(back.values()), () -> back.values().toString());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeComesBackBitByBit(DType dtype) throws Exception {
    Tensor values = Tensor.zeros(dtype, 3, 5, 67);
    Random random = new Random(dtype.ordinal());
    for (int i = 0; i < values.size(); i++) {
      switch (dtype) {
        case I64 -> values.longs()[i] = random.nextLong();
        case BITS -> values.set(i, random.nextInt(2));
        case U8 -> values.set(i, random.nextInt(256));
        default -> values.set(i, random.nextGaussian() * 1e6);
      }
    }
    Frame frame = Frames.of(values, SiteSpec.Kind.DENSE, null);
    assertTrue(values.contentEquals(FrameDecoder.decode(encoder.toBytes(frame)).values()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 512",
    "2, 1, 512",
    "64, 1, 128",
    "4096, 1, 2",
    "1000, 20, 328",
    "9, 20, 10240"
  })
  void spikesTakeTheSmallerOfBitsAndIndices(int spacing, int steps, int payload) throws Exception {
    Frame frame = Frames.spikes(DType.F32, steps, 4096, spacing);
    Frame empty = Frames.spikes(DType.F32, steps, 4096, Integer.MAX_VALUE);
    int without = encoder.encode(empty).remaining() - 2;
    int with = encoder.encode(frame).remaining();
    assertEquals(payload, with - without, 8);
    assertTrue(frame.values().contentEquals(FrameDecoder.decode(encoder.toBytes(frame)).values()));
  }

  @Test
  void theEncoderGivesTheSameBytesWhateverItWroteBefore() {
    byte[] fresh = new FrameEncoder().toBytes(Frames.spikes(DType.F32, 2, 64, 3));
    encoder.toBytes(Frames.dense(20, 4096));
    assertEquals(
        ByteBuffer.wrap(fresh),
        ByteBuffer.wrap(encoder.toBytes(Frames.spikes(DType.F32, 2, 64, 3))));
  }

  @Test
  void aSampleThatIsNotKnownStaysUnknown() throws Exception {
    assertNull(FrameDecoder.decode(encoder.encode(Frames.end())).sample());
  }

  @Test
  void decodingLeavesPositionAndLimit() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(encoder.toBytes(Frames.dense(1, 3)));
    FrameDecoder.decode(bytes);
    assertEquals(0, bytes.position());
  }
}
