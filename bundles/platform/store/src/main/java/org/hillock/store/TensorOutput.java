package org.hillock.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Writes tensors as little-endian bytes, one after the other. */
final class TensorOutput {
  private static final int ELEMENTS = 1 << 13;

  private final OutputStream out;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(ELEMENTS * 8).order(ByteOrder.LITTLE_ENDIAN);

  TensorOutput(OutputStream out) {
    this.out = out;
  }

  void write(Tensor tensor) throws IOException {
    Tensor chunk = Tensor.zeros(tensor.dtype(), ELEMENTS);
    Object array = array(chunk);
    for (int from = 0; from < tensor.size(); from += ELEMENTS) {
      int n = Math.min(ELEMENTS, tensor.size() - from);
      tensor.copyTo(from, array, 0, n);
      buffer.clear();
      switch (tensor.dtype()) {
        case F32 -> buffer.asFloatBuffer().put(chunk.floats(), 0, n);
        case F64 -> buffer.asDoubleBuffer().put(chunk.doubles(), 0, n);
        case I32 -> buffer.asIntBuffer().put(chunk.ints(), 0, n);
        case I64 -> buffer.asLongBuffer().put(chunk.longs(), 0, n);
        default -> buffer.put(chunk.bytes(), 0, n);
      }
      out.write(buffer.array(), 0, n * ElementType.of(tensor.dtype()).bytes());
    }
  }

  private static Object array(Tensor tensor) {
    DType dtype = tensor.dtype();
    return switch (dtype) {
      case F32 -> tensor.floats();
      case F64 -> tensor.doubles();
      case I32 -> tensor.ints();
      case I64 -> tensor.longs();
      case U8 -> tensor.bytes();
      case BITS -> throw new IllegalArgumentException("expected whole elements, got " + tensor);
    };
  }
}
