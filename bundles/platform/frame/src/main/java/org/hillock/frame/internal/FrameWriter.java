package org.hillock.frame.internal;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import org.hillock.api.activation.FrameView;
import org.hillock.api.data.SampleId;
import org.hillock.api.tensor.Tensor;

/** Writes frames as the table {@code Frame} of {@code frame.fbs}. One thread. */
final class FrameWriter {
  private final PayloadWriter payload;
  private final int[] offsets = new int[Field.values().length];

  FrameWriter(PayloadWriter payload) {
    this.payload = payload;
  }

  /** Writes one frame, whose values were measured, as the root of {@code b}. */
  void write(FlatBufferBuilder b, FrameView frame) {
    SampleId sample = frame.sample();
    values(b, frame);
    text(b, Field.SESSION_NAME, frame.sessionName());
    text(b, Field.MODEL, frame.model());
    text(b, Field.VERSION, frame.version());
    text(b, Field.SITE, frame.site());
    offsets[Field.DATASET.ordinal()] = sample == null ? 0 : b.createString(sample.dataset());
    text(b, Field.KEY, frame.key());
    text(b, Field.LABEL, frame.label());
    text(b, Field.NODE, frame.node());
    text(b, Field.TRACE_ID, frame.traceId());
    text(b, Field.REASON, frame.reason());
    texts(b, Field.AXES, frame.axes());
    texts(b, Field.INTERVENTIONS, frame.interventions());

    b.startTable(offsets.length);
    for (Field field : REFERENCES) {
      if (offsets[field.ordinal()] != 0) {
        b.addOffset(field.ordinal(), offsets[field.ordinal()], 0);
      }
    }
    b.addLong(Field.SESSION_HIGH.ordinal(), frame.session().getMostSignificantBits(), 0);
    b.addLong(Field.SESSION_LOW.ordinal(), frame.session().getLeastSignificantBits(), 0);
    b.addLong(Field.SEQUENCE.ordinal(), frame.sequence(), 0);
    b.addLong(Field.TRAINING_STEP.ordinal(), frame.trainingStep(), -1);
    b.addLong(Field.CALL.ordinal(), frame.call(), 0);
    b.addLong(Field.FIRST_STEP.ordinal(), frame.firstStep(), 0);
    b.addDouble(Field.DT.ordinal(), frame.dt(), 0);
    b.addLong(Field.EVENT_TIME.ordinal(), frame.eventTime(), 0);
    b.addLong(Field.WALL_TIME.ordinal(), frame.wallTime(), 0);
    b.addInt(Field.ROW.ordinal(), frame.row(), 0);
    b.addInt(Field.EPOCH.ordinal(), frame.epoch(), 0);
    b.addInt(Field.EVERY.ordinal(), frame.every(), 1);
    if (sample != null) {
      b.addInt(Field.INDEX.ordinal(), sample.index(), 0);
      b.addByte(Field.SPLIT.ordinal(), (byte) sample.split().ordinal(), 0);
    }
    b.addByte(Field.KIND.ordinal(), (byte) frame.kind().ordinal(), 0);
    b.addByte(Field.SITE_KIND.ordinal(), (byte) frame.siteKind().ordinal(), 0);
    b.addByte(Field.MODE.ordinal(), (byte) frame.mode().ordinal(), 0);
    b.addByte(Field.DTYPE.ordinal(), (byte) frame.values().dtype().ordinal(), 0);
    b.addByte(Field.ENCODING.ordinal(), (byte) payload.encoding().ordinal(), 0);
    b.finish(b.endTable(), Table.IDENTIFIER);
  }

  private static final List<Field> REFERENCES =
      List.of(
          Field.SESSION_NAME,
          Field.MODEL,
          Field.VERSION,
          Field.SITE,
          Field.DATASET,
          Field.KEY,
          Field.LABEL,
          Field.AXES,
          Field.SHAPE,
          Field.PAYLOAD,
          Field.INTERVENTIONS,
          Field.NODE,
          Field.TRACE_ID,
          Field.REASON);

  private void values(FlatBufferBuilder b, FrameView frame) {
    Tensor values = frame.values();
    offsets[Field.PAYLOAD.ordinal()] = payload.write(b, values);
    b.startVector(4, values.rank(), 4);
    for (int i = values.rank() - 1; i >= 0; i--) {
      b.addInt(values.dim(i));
    }
    offsets[Field.SHAPE.ordinal()] = b.endVector();
  }

  private void text(FlatBufferBuilder b, Field field, String text) {
    offsets[field.ordinal()] = text.isEmpty() ? 0 : b.createString(text);
  }

  private void texts(FlatBufferBuilder b, Field field, List<String> texts) {
    if (texts.isEmpty()) {
      offsets[field.ordinal()] = 0;
      return;
    }
    int[] each = new int[texts.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = b.createString(texts.get(i));
    }
    offsets[field.ordinal()] = b.createVectorOfTables(each);
  }
}
