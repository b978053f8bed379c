package org.hillock.record.internal;

import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Tensors of one shape as rows of a larger one, bit for bit; bits are stored as U8. */
final class Stack {
  private Stack() {}

  static void put(Tensor from, Tensor stack, int row) {
    int size = from.size();
    int at = row * size;
    switch (from.dtype()) {
      case F32 -> from.copyTo(0, stack.floats(), at, size);
      case F64 -> from.copyTo(0, stack.doubles(), at, size);
      case I32 -> from.copyTo(0, stack.ints(), at, size);
      case I64 -> from.copyTo(0, stack.longs(), at, size);
      case U8 -> from.copyTo(0, stack.bytes(), at, size);
      default -> {
        for (int i = 0; i < size; i++) {
          stack.set(at + i, from.get(i));
        }
      }
    }
  }

  static Tensor get(Tensor stack, int row, DType dtype) {
    int[] shape = new int[stack.rank() - 1];
    System.arraycopy(stack.shape(), 1, shape, 0, shape.length);
    Tensor to = Tensor.zeros(dtype, shape);
    int size = to.size();
    int at = row * size;
    switch (dtype) {
      case F32 -> stack.copyTo(at, to.floats(), 0, size);
      case F64 -> stack.copyTo(at, to.doubles(), 0, size);
      case I32 -> stack.copyTo(at, to.ints(), 0, size);
      case I64 -> stack.copyTo(at, to.longs(), 0, size);
      case U8 -> stack.copyTo(at, to.bytes(), 0, size);
      default -> {
        for (int i = 0; i < size; i++) {
          to.set(i, stack.get(at + i));
        }
      }
    }
    return to;
  }
}
