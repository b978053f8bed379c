package org.hillock.frame.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.frame.FrameFormatException;

/** Reads a frame field by field from a checked {@link Table}. */
public final class FrameReader {
  private static final int MAX_AXES = 16;
  private static final int MAX_INTERVENTIONS = 64;

  private FrameReader() {}

  /** The frame, or one line that says why there is none. */
  public static Frame read(ByteBuffer bytes) throws FrameFormatException {
    Table t = new Table(bytes);
    Kind kind = choice(t, Field.KIND, Kind.values());
    List<String> axes = List.of(t.textsAt(Field.AXES, MAX_AXES));
    Tensor values = kind == Kind.DATA ? values(t, axes) : Tensor.zeros(DType.F32, 0);
    int every = t.intAt(Field.EVERY, 1);
    double dt = t.doubleAt(Field.DT);
    if (kind == Kind.DATA && every == 0 || !(dt >= 0) || Double.isInfinite(dt)) {
      throw new FrameFormatException(
          "expected every of 1 or more and dt of 0 s or more, got " + every + " and " + dt);
    }
    return new Frame(
        kind,
        new UUID(t.longAt(Field.SESSION_HIGH, 0), t.longAt(Field.SESSION_LOW, 0)),
        t.intAt(Field.ROW, 0),
        t.textAt(Field.SESSION_NAME),
        t.countAt(Field.SEQUENCE),
        t.intAt(Field.EPOCH, 0),
        t.textAt(Field.MODEL),
        t.textAt(Field.VERSION),
        t.textAt(Field.SITE),
        choice(t, Field.SITE_KIND, SiteSpec.Kind.values()),
        choice(t, Field.MODE, Mode.values()),
        t.longAt(Field.TRAINING_STEP, -1),
        t.countAt(Field.CALL),
        sample(t),
        t.textAt(Field.KEY),
        t.textAt(Field.LABEL),
        t.countAt(Field.FIRST_STEP),
        every,
        dt,
        t.longAt(Field.EVENT_TIME, 0),
        t.longAt(Field.WALL_TIME, 0),
        axes,
        values,
        List.of(t.textsAt(Field.INTERVENTIONS, MAX_INTERVENTIONS)),
        t.textAt(Field.NODE),
        t.textAt(Field.TRACE_ID),
        t.textAt(Field.REASON));
  }

  private static Tensor values(Table t, List<String> axes) throws FrameFormatException {
    int[] shape = t.intsAt(Field.SHAPE, MAX_AXES + 1);
    if (shape.length != axes.size() + 1) {
      throw new FrameFormatException(
          "expected steps and " + axes + " as axes, got a shape of " + shape.length + " lengths");
    }
    return PayloadReader.read(
        choice(t, Field.DTYPE, DType.values()),
        shape,
        choice(t, Field.ENCODING, Encoding.values()),
        t.bytesAt(Field.PAYLOAD));
  }

  private static SampleId sample(Table t) throws FrameFormatException {
    if (!t.has(Field.DATASET)) {
      return null;
    }
    return new SampleId(
        t.textAt(Field.DATASET), choice(t, Field.SPLIT, Split.values()), t.intAt(Field.INDEX, 0));
  }

  private static <E> E choice(Table t, Field field, E[] values) throws FrameFormatException {
    int code = t.byteAt(field, 0);
    if (code >= values.length) {
      throw new FrameFormatException(
          "expected field "
              + field.schemaName()
              + " below "
              + values.length
              + ", got "
              + code
              + ": a newer schema?");
    }
    return values[code];
  }
}
