package org.hillock.frame.internal;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Writes values as a payload vector in the smallest form. One thread. */
final class PayloadWriter {
  /** What the first byte of a payload is aligned to. */
  static final int ALIGNMENT = 8;

  private static final int CHUNK = 1024;

  private final float[] floats = new float[CHUNK];
  private final double[] doubles = new double[CHUNK];
  private Encoding encoding = Encoding.RAW;
  private int bytes;

  /** Chooses the form for some values. */
  void measure(Tensor values, SiteSpec.Kind kind) {
    boolean binary = values.dtype() == DType.BITS || kind == SiteSpec.Kind.SPIKES;
    int ones = binary ? ones(values) : -1;
    encoding = ones < 0 ? Encoding.RAW : Encoding.smallest(values.size(), ones);
    bytes =
        (int)
            switch (encoding) {
              case RAW -> values.dtype().bytes(values.size());
              case PACKED -> DType.BITS.bytes(values.size());
              case INDEX16 -> 2L * ones;
              case INDEX32 -> 4L * ones;
            };
  }

  /** The form of the values last measured. */
  Encoding encoding() {
    return encoding;
  }

  /** The bytes that the values last measured take. */
  int bytes() {
    return bytes;
  }

  /** Writes the values last measured as a vector and returns its offset. */
  int write(FlatBufferBuilder builder, Tensor values) {
    fill(values, builder.createUnintializedVector(1, bytes, ALIGNMENT));
    return builder.endVector();
  }

  /** Writes the values last measured. */
  void fill(Tensor values, ByteBuffer buffer) {
    ByteBuffer target = buffer.order(ByteOrder.LITTLE_ENDIAN);
    switch (encoding) {
      case RAW -> raw(values, target);
      case PACKED -> packed(values, target);
      default -> indexed(values, target);
    }
  }

  private void raw(Tensor values, ByteBuffer target) {
    int size = values.size();
    for (int from = 0; from < size; from += CHUNK) {
      int n = Math.min(CHUNK, size - from);
      switch (values.dtype()) {
        case F32 -> {
          values.copyTo(from, floats, 0, n);
          target.asFloatBuffer().put(floats, 0, n);
          target.position(target.position() + n * Float.BYTES);
        }
        case F64 -> {
          values.copyTo(from, doubles, 0, n);
          target.asDoubleBuffer().put(doubles, 0, n);
          target.position(target.position() + n * Double.BYTES);
        }
        default -> whole(values, from, n, target);
      }
    }
  }

  private static void whole(Tensor values, int from, int n, ByteBuffer target) {
    long[] one = values.dtype() == DType.I64 ? new long[n] : null;
    if (one != null) {
      values.copyTo(from, one, 0, n);
    }
    for (int i = 0; i < n; i++) {
      switch (values.dtype()) {
        case I32 -> target.putInt((int) values.get(from + i));
        case I64 -> target.putLong(one[i]);
        default -> target.put((byte) (int) values.get(from + i));
      }
    }
  }

  private static void packed(Tensor values, ByteBuffer target) {
    int size = values.size();
    for (int from = 0; from < size; from += 8) {
      int octet = 0;
      for (int i = from; i < Math.min(size, from + 8); i++) {
        octet |= values.get(i) != 0 ? 1 << (i - from) : 0;
      }
      target.put((byte) octet);
    }
  }

  private void indexed(Tensor values, ByteBuffer target) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != 0) {
        if (encoding == Encoding.INDEX16) {
          target.putShort((short) i);
        } else {
          target.putInt(i);
        }
      }
    }
  }

  /** How many elements are 1, or -1 when one is neither 1 nor positive zero. */
  private static int ones(Tensor values) {
    int ones = 0;
    for (int i = 0; i < values.size(); i++) {
      double v = values.get(i);
      if (v == 1) {
        ones++;
      } else if (Double.doubleToRawLongBits(v) != 0) {
        return -1;
      }
    }
    return ones;
  }
}
