package org.hillock.store;

import java.util.Arrays;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/** Tensors with the same elements in another order or type. */
final class TensorLayout {
  private TensorLayout() {}

  /** Axis i of the result is axis {@code axes[i]} of the tensor. */
  static Tensor permute(Tensor tensor, int... axes) {
    int rank = tensor.rank();
    boolean[] seen = new boolean[rank];
    boolean valid = axes.length == rank;
    for (int i = 0; valid && i < rank; i++) {
      valid = axes[i] >= 0 && axes[i] < rank && !seen[axes[i]];
      seen[valid ? axes[i] : 0] = true;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "expected the order of "
              + rank
              + " axes for "
              + tensor
              + ", got "
              + Arrays.toString(axes));
    }
    int[] strides = new int[rank];
    int stride = 1;
    for (int a = rank - 1; a >= 0; a--) {
      strides[a] = stride;
      stride *= tensor.dim(a);
    }
    int[] shape = new int[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = tensor.dim(axes[i]);
    }
    Tensor result = Tensor.zeros(tensor.dtype(), shape);
    int[] index = new int[rank];
    for (int at = 0; at < result.size(); at++) {
      int from = 0;
      for (int i = 0; i < rank; i++) {
        from += index[i] * strides[axes[i]];
      }
      result.set(at, tensor.get(from));
      for (int i = rank - 1; i >= 0 && ++index[i] == shape[i]; i--) {
        index[i] = 0;
      }
    }
    return result;
  }

  /** Block i of the first axis of the result is block {@code order[i]} of the tensor. */
  static Tensor blocks(Tensor tensor, int... order) {
    if (tensor.rank() == 0 || tensor.dim(0) % order.length != 0) {
      throw new IllegalArgumentException(
          "expected a first axis of " + order.length + " equal gates, got " + tensor);
    }
    int length = tensor.size() / order.length;
    Tensor result = Tensor.zeros(tensor.dtype(), tensor.shape());
    for (int b = 0; b < order.length; b++) {
      for (int i = 0; i < length; i++) {
        result.set(b * length + i, tensor.get(order[b] * length + i));
      }
    }
    return result;
  }

  static Tensor sum(Tensor a, Tensor b) {
    Tensor sum = Tensor.zeros(a.dtype(), a.shape());
    for (int i = 0; i < sum.size(); i++) {
      sum.set(i, a.get(i) + b.get(i));
    }
    return sum;
  }

  static Tensor cast(Tensor tensor, DType type) {
    if (tensor.dtype() == type) {
      return tensor;
    }
    Tensor cast = Tensor.zeros(type, tensor.shape());
    for (int i = 0; i < cast.size(); i++) {
      cast.set(i, tensor.get(i));
    }
    return cast;
  }
}
