package org.hillock.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are mostly as the one before. */
class RepeatedFramesTest {
  private final FrameEncoder encoder = new FrameEncoder();
  private final Random random = new Random(11);
  private final byte[] rubbish = new byte[1 << 16];

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.05, 0.5})
  void eachFrameIsWrittenAsIfItWereTheFirst(double changes) {
    random.nextBytes(rubbish);
    for (int i = 0; i < 4000; i++) {
      Frame frame = frame(changes);
      FrameEncoder other = new FrameEncoder();
      assertEquals(
          ByteBuffer.wrap(other.toBytes(frame)),
          ByteBuffer.wrap(encoder.toBytes(frame)),
          () -> "" + frame);
      assertEquals(other.encode(frame), ByteBuffer.wrap(encoder.toBytes(frame, this::used)));
    }
  }

  private byte[] used(int length) {
    return Arrays.copyOf(rubbish, length);
  }

  /** A frame in which each field has, with some probability, another value than usual. */
  private Frame frame(double p) {
    SiteSpec.Kind kind = pick(p, SiteSpec.Kind.DENSE, SiteSpec.Kind.SPIKES);
    return new Frame(
        pick(p, Kind.DATA, Kind.END, Kind.RESUMED),
        new UUID(pick(p, 5L, 0L, random.nextLong()), pick(p, -7L, 0L, random.nextLong())),
        pick(p, 1, 0, random.nextInt(50)),
        pick(p, "run", "", "läuft"),
        pick(p, random.nextInt(1 << 20) + 1L, 0L),
        pick(p, 0, 3, random.nextInt(9)),
        pick(p, "m", "model"),
        pick(p, "org.example:1.0.0:00000000", ""),
        pick(p, "hidden", "", "hidden2"),
        kind,
        pick(p, Mode.LIVE, Mode.TRAINING, Mode.EVALUATION),
        pick(p, -1L, 0L, 77L),
        pick(p, random.nextInt(1 << 20) + 1L, 0L),
        pick(
            p,
            new SampleId("set", Split.TEST, 1 + random.nextInt(9)),
            null,
            new SampleId("set", Split.TEST, 0),
            new SampleId("set", Split.TRAIN, 5),
            new SampleId("other", Split.TEST, 5)),
        pick(p, "", "k", "key"),
        pick(p, "9", "", "seven"),
        pick(p, random.nextInt(1 << 20) + 1L, 0L),
        pick(p, 1, 2, 5),
        pick(p, 0.001, 0.0, -0.0, 0.5),
        pick(p, 1_700_000_000_000_001L, 0L, random.nextLong()),
        pick(p, 1_700_000_000_000_001L, 0L, random.nextLong()),
        pick(p, List.of("unit"), List.of("u"), List.of()),
        values(p, kind),
        pick(p, List.of(), List.of("clamp"), List.of("clamp", "lesion")),
        pick(p, "node", "", "another"),
        pick(p, "", "4bf92f3577b34da6"),
        pick(p, "", "client closed"));
  }

  private Tensor values(double p, SiteSpec.Kind kind) {
    DType dtype = pick(p, kind == SiteSpec.Kind.SPIKES ? DType.BITS : DType.F32, DType.values());
    int units = pick(p, 37, 1, 0, 300);
    Tensor values = Tensor.zeros(dtype, pick(p, 1, 3), units);
    double density = random.nextDouble();
    for (int i = 0; i < values.size(); i++) {
      if (random.nextDouble() < density) {
        values.set(i, kind == SiteSpec.Kind.SPIKES ? 1 : random.nextGaussian() * 10);
      }
    }
    return pick(p, values, values.readOnly());
  }

  @SafeVarargs
  private <T> T pick(double p, T usual, T... others) {
    return random.nextDouble() < p ? others[random.nextInt(others.length)] : usual;
  }
}
