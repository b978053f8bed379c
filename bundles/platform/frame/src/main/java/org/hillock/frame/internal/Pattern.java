package org.hillock.frame.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.hillock.api.activation.FrameView;
import org.hillock.api.data.SampleId;

/**
 * An encoded frame up to its payload, from which others are made that differ in numbers and values
 * only. The payload comes last, and its padded length is a multiple of the largest alignment, so
 * everything before it stays where it is. The result is byte for byte what {@link FrameWriter}
 * writes.
 */
final class Pattern {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] head;
  private final Enum<?>[] choices;
  private final String[] texts;
  private final List<String> axes;
  private final List<String> interventions;
  private final int[] shape;
  private final int every;
  private final double dt;
  private final SampleId sample;

  /** Where each field lies; 0 where it is absent because it has its default. */
  private final int[] places = new int[Field.values().length];

  /**
   * @param encoded the frame as {@link FrameWriter} wrote it
   */
  Pattern(FrameView frame, PayloadWriter payload, byte[] encoded) {
    int padded = -Math.floorDiv(-payload.bytes(), PayloadWriter.ALIGNMENT);
    this.head = Arrays.copyOf(encoded, encoded.length - padded * PayloadWriter.ALIGNMENT);
    this.choices =
        new Enum<?>[] {
          frame.kind(), frame.siteKind(), frame.mode(), frame.values().dtype(), payload.encoding()
        };
    this.texts =
        new String[] {
          frame.site(),
          frame.sessionName(),
          frame.model(),
          frame.version(),
          frame.key(),
          frame.label(),
          frame.node(),
          frame.traceId(),
          frame.reason()
        };
    this.axes = List.copyOf(frame.axes());
    this.interventions = List.copyOf(frame.interventions());
    this.shape = frame.values().shape();
    this.every = frame.every();
    this.dt = frame.dt();
    this.sample = frame.sample();
    int table = (int) INTS.get(head, 0);
    int vtable = table - (int) INTS.get(head, table);
    int fields = ((short) SHORTS.get(head, vtable) - 4) / 2;
    for (int i = 0; i < Math.min(fields, places.length); i++) {
      int offset = (short) SHORTS.get(head, vtable + 4 + 2 * i);
      places[i] = offset == 0 ? 0 : table + offset;
    }
  }

  /** Whether a frame with values of that form is as this one, apart from what can be changed. */
  boolean fits(FrameView frame, Encoding encoding) {
    return frame.site().equals(texts[0])
        && sameTexts(frame)
        && sameChoices(frame, encoding)
        && frame.values().hasShape(shape)
        && sameSample(frame.sample())
        && frame.every() == every
        && Double.doubleToRawLongBits(frame.dt()) == Double.doubleToRawLongBits(dt)
        && same(frame.axes(), axes)
        && same(frame.interventions(), interventions)
        && sameFields(frame);
  }

  private static boolean same(List<String> a, List<String> b) {
    return a == b || a.equals(b);
  }

  private boolean sameTexts(FrameView frame) {
    return frame.sessionName().equals(texts[1])
        && frame.model().equals(texts[2])
        && frame.version().equals(texts[3])
        && frame.key().equals(texts[4])
        && frame.label().equals(texts[5])
        && frame.node().equals(texts[6])
        && frame.traceId().equals(texts[7])
        && frame.reason().equals(texts[8]);
  }

  private boolean sameChoices(FrameView frame, Encoding encoding) {
    return frame.kind() == choices[0]
        && frame.siteKind() == choices[1]
        && frame.mode() == choices[2]
        && frame.values().dtype() == choices[3]
        && encoding == choices[4];
  }

  private boolean sameSample(SampleId other) {
    return sample == null || other == null
        ? sample == other
        : sample.split() == other.split()
            && sample.dataset().equals(other.dataset())
            && has(Field.INDEX, other.index() != 0);
  }

  /** A number with its default is absent, so each must be so here and there. */
  private boolean sameFields(FrameView frame) {
    return has(Field.SESSION_HIGH, frame.session().getMostSignificantBits() != 0)
        && has(Field.SESSION_LOW, frame.session().getLeastSignificantBits() != 0)
        && has(Field.ROW, frame.row() != 0)
        && has(Field.SEQUENCE, frame.sequence() != 0)
        && has(Field.EPOCH, frame.epoch() != 0)
        && has(Field.TRAINING_STEP, frame.trainingStep() != -1)
        && has(Field.CALL, frame.call() != 0)
        && has(Field.FIRST_STEP, frame.firstStep() != 0)
        && has(Field.EVENT_TIME, frame.eventTime() != 0)
        && has(Field.WALL_TIME, frame.wallTime() != 0);
  }

  private boolean has(Field field, boolean present) {
    return places[field.ordinal()] != 0 == present;
  }

  /** Encodes a frame that fits and whose values were measured. */
  byte[] bytes(FrameView frame, PayloadWriter payload, IntFunction<byte[]> memory) {
    int start = head.length;
    int length = payload.bytes();
    int padded = -Math.floorDiv(-length, PayloadWriter.ALIGNMENT) * PayloadWriter.ALIGNMENT;
    byte[] bytes = memory.apply(start + padded);
    System.arraycopy(head, 0, bytes, 0, start);
    Arrays.fill(bytes, start + length, start + padded, (byte) 0);
    INTS.set(bytes, start - Integer.BYTES, length);
    payload.fill(frame.values(), ByteBuffer.wrap(bytes, start, length));
    put(bytes, Field.SESSION_HIGH, frame.session().getMostSignificantBits());
    put(bytes, Field.SESSION_LOW, frame.session().getLeastSignificantBits());
    put(bytes, Field.SEQUENCE, frame.sequence());
    put(bytes, Field.TRAINING_STEP, frame.trainingStep());
    put(bytes, Field.CALL, frame.call());
    put(bytes, Field.FIRST_STEP, frame.firstStep());
    put(bytes, Field.EVENT_TIME, frame.eventTime());
    put(bytes, Field.WALL_TIME, frame.wallTime());
    put(bytes, Field.ROW, frame.row());
    put(bytes, Field.EPOCH, frame.epoch());
    if (sample != null) {
      put(bytes, Field.INDEX, frame.sample().index());
    }
    return bytes;
  }

  private void put(byte[] bytes, Field field, long value) {
    int place = places[field.ordinal()];
    if (place != 0) {
      LONGS.set(bytes, place, value);
    }
  }

  private void put(byte[] bytes, Field field, int value) {
    int place = places[field.ordinal()];
    if (place != 0) {
      INTS.set(bytes, place, value);
    }
  }
}
