package org.hillock.record.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Elements of tensors as little-endian bytes, bit for bit; bits are stored as bytes. */
final class Elements {
  private Elements() {}

  /** The type in a file. */
  static DType stored(DType dtype) {
    return dtype == DType.BITS ? DType.U8 : dtype;
  }

  static byte[] bytes(Tensor tensor) {
    int size = tensor.size();
    byte[] bytes = new byte[Math.toIntExact(stored(tensor.dtype()).bytes(size))];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor.dtype()) {
      case F32 -> {
        float[] values = new float[size];
        tensor.copyTo(0, values, 0, size);
        buffer.asFloatBuffer().put(values);
      }
      case F64 -> {
        double[] values = new double[size];
        tensor.copyTo(0, values, 0, size);
        buffer.asDoubleBuffer().put(values);
      }
      case I32 -> {
        int[] values = new int[size];
        tensor.copyTo(0, values, 0, size);
        buffer.asIntBuffer().put(values);
      }
      case I64 -> {
        long[] values = new long[size];
        tensor.copyTo(0, values, 0, size);
        buffer.asLongBuffer().put(values);
      }
      case U8 -> tensor.copyTo(0, bytes, 0, size);
      default -> {
        for (int i = 0; i < size; i++) {
          bytes[i] = (byte) tensor.get(i);
        }
      }
    }
    return bytes;
  }

  static Tensor tensor(DType dtype, int[] shape, byte[] bytes) {
    Tensor tensor = Tensor.zeros(dtype, shape);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (dtype) {
      case F32 -> buffer.asFloatBuffer().get(tensor.floats());
      case F64 -> buffer.asDoubleBuffer().get(tensor.doubles());
      case I32 -> buffer.asIntBuffer().get(tensor.ints());
      case I64 -> buffer.asLongBuffer().get(tensor.longs());
      case U8 -> buffer.get(tensor.bytes());
      default -> {
        for (int i = 0; i < bytes.length; i++) {
          tensor.set(i, bytes[i]);
        }
      }
    }
    return tensor;
  }
}
