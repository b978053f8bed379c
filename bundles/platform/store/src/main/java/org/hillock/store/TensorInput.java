package org.hillock.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hillock.api.tensor.Tensor;

/** Reads tensors from little-endian bytes, one after the other. */
final class TensorInput {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final String where;
  private final byte[] bytes = new byte[CHUNK];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  TensorInput(InputStream in, String where) {
    this.in = in;
    this.where = where;
  }

  Tensor read(Header.Entry entry) throws IOException {
    Tensor tensor = Tensor.zeros(entry.type().dtype(), entry.shape());
    int width = entry.type().bytes();
    int size = tensor.size();
    for (int from = 0; from < size; ) {
      int n = Math.min(CHUNK / width, size - from);
      if (in.readNBytes(bytes, 0, n * width) < n * width) {
        throw new StoreException(
            "expected the data of tensor "
                + entry.name()
                + ", got the end (truncated) of "
                + where);
      }
      buffer.clear();
      switch (entry.type()) {
        case F32 -> buffer.asFloatBuffer().get(tensor.floats(), from, n);
        case F64 -> buffer.asDoubleBuffer().get(tensor.doubles(), from, n);
        case I32 -> buffer.asIntBuffer().get(tensor.ints(), from, n);
        case I64 -> buffer.asLongBuffer().get(tensor.longs(), from, n);
        case U8, BOOL -> buffer.get(tensor.bytes(), from, n);
        default -> {
          for (int i = from; i < from + n; i++) {
            tensor.set(i, wider(entry.type()));
          }
        }
      }
      from += n;
    }
    return tensor;
  }

  private double wider(ElementType type) {
    return switch (type) {
      case F16 -> half(buffer.getShort());
      case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
      case I8 -> buffer.get();
      case I16 -> buffer.getShort();
      default -> throw new IllegalStateException("expected a type to widen, got " + type);
    };
  }

  /** IEEE 754 of 16 bits. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int mantissa = bits & 0x3ff;
    double sign = bits < 0 ? -1 : 1;
    if (exponent == 0x1f) {
      return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * mantissa * 0x1p-24
        : sign * (0x400 + mantissa) * Math.scalb(1.0, exponent - 25);
  }
}
