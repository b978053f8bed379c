package org.hillock.api.model;

import java.util.List;
import java.util.Objects;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * What a tensor of a model must look like.
 *
 * @param name of the tensor within its model
 * @param dtype element type
 * @param axes outermost first; {@code [time, batch, ...]} for inputs
 */
public record TensorSpec(String name, DType dtype, List<Axis> axes) {
  public TensorSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dtype, "dtype");
    axes = List.copyOf(axes);
  }

  public static TensorSpec of(String name, DType dtype, Axis... axes) {
    return new TensorSpec(name, dtype, List.of(axes));
  }

  /** The position of the axis of that name, or -1. */
  public int axis(String axisName) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i).name().equals(axisName)) {
        return i;
      }
    }
    return -1;
  }

  /** True when type, rank and every fixed length agree; allocates nothing. */
  public boolean matches(Tensor tensor) {
    if (tensor.dtype() != dtype || tensor.rank() != axes.size()) {
      return false;
    }
    for (int i = 0; i < axes.size(); i++) {
      int size = axes.get(i).size();
      if (size != Axis.ANY && size != tensor.dim(i)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #matches(Tensor)}, where the time and batch axes have just these lengths. */
  public boolean matches(Tensor tensor, int time, int batch) {
    int t = axis(Axis.TIME);
    int b = axis(Axis.BATCH);
    return matches(tensor) && (t < 0 || tensor.dim(t) == time) && (b < 0 || tensor.dim(b) == batch);
  }

  /** A tensor of zeros of this form. */
  public Tensor allocate(int time, int batch) {
    int[] shape = new int[axes.size()];
    for (int i = 0; i < shape.length; i++) {
      Axis axis = axes.get(i);
      if (axis.size() != Axis.ANY) {
        shape[i] = axis.size();
      } else if (axis.name().equals(Axis.TIME)) {
        shape[i] = time;
      } else if (axis.name().equals(Axis.BATCH)) {
        shape[i] = batch;
      } else {
        throw new IllegalArgumentException(
            "expected a fixed length to allocate " + this + ", got any for axis " + axis.name());
      }
    }
    return Tensor.zeros(dtype, shape);
  }

  /** Such as {@code x f32[time, batch, row 28]}. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(name)
            .append(' ')
            .append(dtype.name().toLowerCase(java.util.Locale.ROOT))
            .append('[');
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      text.append(i == 0 ? "" : ", ").append(axis.name());
      if (axis.size() != Axis.ANY) {
        text.append(' ').append(axis.size());
      }
    }
    return text.append(']').toString();
  }
}
