package org.hillock.frame.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.frame.FrameFormatException;

/** Turns a payload into a tensor, after its length was found right for shape and type. */
final class PayloadReader {
  private PayloadReader() {}

  static Tensor read(DType dtype, int[] shape, Encoding encoding, ByteBuffer payload)
      throws FrameFormatException {
    int size = size(shape);
    int length = payload.remaining();
    switch (encoding) {
      case RAW -> {
        if (dtype == DType.BITS) {
          throw new FrameFormatException("expected type BITS in packed or indexed form, got raw");
        }
        requireLength(dtype.bytes(size), length, dtype, shape);
        return raw(dtype, shape, payload);
      }
      case PACKED -> {
        requireLength(DType.BITS.bytes(size), length, DType.BITS, shape);
        return packed(dtype, shape, size, payload);
      }
      default -> {
        return indexed(dtype, shape, size, encoding, payload);
      }
    }
  }

  private static Tensor raw(DType dtype, int[] shape, ByteBuffer payload) {
    Tensor values = Tensor.zeros(dtype, shape);
    switch (dtype) {
      case F32 -> payload.asFloatBuffer().get(values.floats());
      case F64 -> payload.asDoubleBuffer().get(values.doubles());
      case I32 -> payload.asIntBuffer().get(values.ints());
      case I64 -> payload.asLongBuffer().get(values.longs());
      default -> payload.get(values.bytes());
    }
    return values;
  }

  private static Tensor packed(DType dtype, int[] shape, int size, ByteBuffer payload)
      throws FrameFormatException {
    if (size % 8 != 0 && (payload.get(size / 8) & 0xff) >>> size % 8 != 0) {
      throw new FrameFormatException("expected zero bits after element " + size + " of a payload");
    }
    Tensor values = Tensor.zeros(dtype, shape);
    for (int i = 0; i < size; i++) {
      if ((payload.get(i >> 3) >>> (i & 7) & 1) != 0) {
        values.set(i, 1);
      }
    }
    return values;
  }

  private static Tensor indexed(
      DType dtype, int[] shape, int size, Encoding encoding, ByteBuffer payload)
      throws FrameFormatException {
    boolean narrow = encoding == Encoding.INDEX16;
    int most = narrow ? Encoding.MAX_INDEX16 : Encoding.MAX_INDEX32;
    int width = narrow ? 2 : 4;
    if (size > most || payload.remaining() % width != 0) {
      throw new FrameFormatException(
          "expected at most "
              + most
              + " elements and whole indices for "
              + encoding
              + ", got shape "
              + Arrays.toString(shape)
              + " and "
              + payload.remaining()
              + " bytes");
    }
    Tensor values = Tensor.zeros(dtype, shape);
    long before = -1;
    while (payload.hasRemaining()) {
      long index = narrow ? payload.getShort() & 0xffff : payload.getInt() & 0xFFFFFFFFL;
      if (index <= before || index >= size) {
        throw new FrameFormatException(
            "expected ascending indices below " + size + ", got " + index + " after " + before);
      }
      values.set((int) index, 1);
      before = index;
    }
    return values;
  }

  private static int size(int[] shape) throws FrameFormatException {
    long size = 1;
    for (int d : shape) {
      size *= d;
      if (size > Integer.MAX_VALUE - 8) {
        throw new FrameFormatException(
            "expected fewer than 2^31 elements, got shape " + Arrays.toString(shape));
      }
    }
    return (int) size;
  }

  private static void requireLength(long expected, int got, DType dtype, int[] shape)
      throws FrameFormatException {
    if (expected != got) {
      throw new FrameFormatException(
          "expected a payload of "
              + expected
              + " bytes for "
              + dtype
              + Arrays.toString(shape)
              + ", got "
              + got);
    }
  }
}
