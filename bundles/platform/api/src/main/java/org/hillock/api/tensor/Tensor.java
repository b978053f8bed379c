package org.hillock.api.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;

/**
 * A dense array in row-major order: a shape over one primitive array.
 *
 * <p>The array is shared, not copied, by {@code of}, {@link #reshape} and {@link #readOnly}; the
 * accessor of its type ({@link #floats()} and its siblings) gives it to kernels. A read-only tensor
 * gives no array away; read it with {@link #get}, {@link #copy} or {@link #copyTo}.
 */
public final class Tensor {
  private final DType dtype;
  private final int[] shape;
  private final int size;
  private final Object data;
  private final boolean readOnly;

  private Tensor(DType dtype, int[] shape, Object data, boolean readOnly) {
    this.dtype = dtype;
    this.shape = shape;
    this.size = product(shape);
    this.data = data;
    this.readOnly = readOnly;
    int expected = dtype == DType.BITS ? (size + 63) / 64 : size;
    if (Array.getLength(data) != expected) {
      throw new IllegalArgumentException(
          "expected an array of "
              + expected
              + " for "
              + describe(dtype, shape)
              + ", got "
              + Array.getLength(data));
    }
  }

  /** A new tensor of zeros. */
  public static Tensor zeros(DType dtype, int... shape) {
    int n = product(shape);
    Object data =
        switch (dtype) {
          case F32 -> new float[n];
          case F64 -> new double[n];
          case I32 -> new int[n];
          case I64 -> new long[n];
          case U8 -> new byte[n];
          case BITS -> new long[(n + 63) / 64];
        };
    return new Tensor(dtype, shape.clone(), data, false);
  }

  /** An F32 tensor over {@code data}, which is shared. */
  public static Tensor of(float[] data, int... shape) {
    return new Tensor(DType.F32, shape.clone(), data, false);
  }

  /** An F64 tensor over {@code data}, which is shared. */
  public static Tensor of(double[] data, int... shape) {
    return new Tensor(DType.F64, shape.clone(), data, false);
  }

  /** An I32 tensor over {@code data}, which is shared. */
  public static Tensor of(int[] data, int... shape) {
    return new Tensor(DType.I32, shape.clone(), data, false);
  }

  /** An I64 tensor over {@code data}, which is shared. */
  public static Tensor of(long[] data, int... shape) {
    return new Tensor(DType.I64, shape.clone(), data, false);
  }

  /** A U8 tensor over {@code data}, which is shared. */
  public static Tensor of(byte[] data, int... shape) {
    return new Tensor(DType.U8, shape.clone(), data, false);
  }

  /**
   * A BITS tensor over {@code words}, which are shared; bits past the last element must be zero.
   */
  public static Tensor ofBits(long[] words, int... shape) {
    return new Tensor(DType.BITS, shape.clone(), words, false);
  }

  public DType dtype() {
    return dtype;
  }

  public int rank() {
    return shape.length;
  }

  /** The length of one axis. */
  public int dim(int axis) {
    return shape[axis];
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements: 1 for a scalar. */
  public int size() {
    return size;
  }

  /** Whether writing through this tensor throws. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** True when the shape is exactly {@code expected}; allocates nothing. */
  public boolean hasShape(int[] expected) {
    return Arrays.equals(shape, expected);
  }

  /** The live array of an F32 tensor. */
  public float[] floats() {
    return (float[]) array(DType.F32);
  }

  /** The live array of an F64 tensor. */
  public double[] doubles() {
    return (double[]) array(DType.F64);
  }

  /** The live array of an I32 tensor. */
  public int[] ints() {
    return (int[]) array(DType.I32);
  }

  /** The live array of an I64 tensor. */
  public long[] longs() {
    return (long[]) array(DType.I64);
  }

  /** The live array of a U8 tensor. */
  public byte[] bytes() {
    return (byte[]) array(DType.U8);
  }

  /** The live words of a BITS tensor. */
  public long[] words() {
    return (long[]) array(DType.BITS);
  }

  /** Element {@code index} of the flat data as a double; I64 loses bits above 2^53. */
  public double get(int index) {
    return switch (dtype) {
      case F32 -> ((float[]) data)[index];
      case F64 -> ((double[]) data)[index];
      case I32 -> ((int[]) data)[index];
      case I64 -> ((long[]) data)[index];
      case U8 -> ((byte[]) data)[index] & 0xff;
      case BITS -> ((long[]) data)[index >> 6] >>> (index & 63) & 1;
    };
  }

  /** Sets element {@code index} of the flat data, rounded toward zero for integer types. */
  public void set(int index, double value) {
    requireWritable();
    switch (dtype) {
      case F32 -> ((float[]) data)[index] = (float) value;
      case F64 -> ((double[]) data)[index] = value;
      case I32 -> ((int[]) data)[index] = (int) value;
      case I64 -> ((long[]) data)[index] = (long) value;
      case U8 -> ((byte[]) data)[index] = (byte) value;
      default -> {
        long bit = 1L << (index & 63);
        long[] words = (long[]) data;
        words[index >> 6] = value != 0 ? words[index >> 6] | bit : words[index >> 6] & ~bit;
      }
    }
  }

  /** Sets every element to zero. */
  public void clear() {
    clear(0, size);
  }

  /** Sets elements {@code from} to {@code to - 1} of the flat data to zero. */
  public void clear(int from, int to) {
    requireWritable();
    switch (dtype) {
      case F32 -> Arrays.fill((float[]) data, from, to, 0);
      case F64 -> Arrays.fill((double[]) data, from, to, 0);
      case I32 -> Arrays.fill((int[]) data, from, to, 0);
      case I64 -> Arrays.fill((long[]) data, from, to, 0);
      case U8 -> Arrays.fill((byte[]) data, from, to, (byte) 0);
      default -> {
        for (int i = from; i < to; i++) {
          set(i, 0);
        }
      }
    }
  }

  /** Copies all elements of {@code source}, which has the same type and number of elements. */
  public void copyFrom(Tensor source) {
    requireWritable();
    if (source.dtype != dtype || source.size != size) {
      throw new IllegalArgumentException("expected " + this + " to copy from, got " + source);
    }
    System.arraycopy(source.data, 0, data, 0, Array.getLength(data));
  }

  /**
   * Copies {@code length} elements into a primitive array of this tensor's element type; allocates
   * nothing. Not for BITS.
   */
  public void copyTo(int from, Object target, int to, int length) {
    if (dtype == DType.BITS) {
      throw new IllegalArgumentException(
          "expected a type with whole elements to copy a range, got " + this);
    }
    System.arraycopy(data, from, target, to, length);
  }

  /** A writable copy with data of its own. */
  public Tensor copy() {
    Tensor copy = zeros(dtype, shape);
    copy.copyFrom(this);
    return copy;
  }

  /** The same data, not writable through the result. */
  public Tensor readOnly() {
    return readOnly ? this : new Tensor(dtype, shape, data, true);
  }

  /** The same data under another shape of equal size. */
  public Tensor reshape(int... newShape) {
    if (product(newShape) != size) {
      throw new IllegalArgumentException(
          "expected a shape of " + size + " elements, got " + describe(dtype, newShape));
    }
    return new Tensor(dtype, newShape.clone(), data, readOnly);
  }

  /** The flat index of the first NaN or infinite element, or -1; always -1 for integer types. */
  public int firstNonFinite() {
    return switch (dtype) {
      case F32 -> NonFinite.first((float[]) data);
      case F64 -> NonFinite.first((double[]) data);
      default -> -1;
    };
  }

  /** True when type, shape and every bit of the data agree. */
  public boolean contentEquals(Tensor other) {
    return dtype == other.dtype
        && Arrays.equals(shape, other.shape)
        && Arrays.deepEquals(new Object[] {data}, new Object[] {other.data});
  }

  /** Type and shape, such as {@code f32[28, 1, 28]}. */
  @Override
  public String toString() {
    return describe(dtype, shape);
  }

  private Object array(DType wanted) {
    if (dtype != wanted) {
      throw new IllegalStateException("expected a tensor of " + wanted + ", got " + this);
    }
    requireWritable();
    return data;
  }

  private void requireWritable() {
    if (readOnly) {
      throw new IllegalStateException("expected a writable tensor, got a read-only " + this);
    }
  }

  private static String describe(DType dtype, int[] shape) {
    return dtype.name().toLowerCase(Locale.ROOT) + Arrays.toString(shape);
  }

  private static int product(int[] shape) {
    long n = 1;
    for (int d : shape) {
      if (d < 0) {
        throw new IllegalArgumentException(
            "expected lengths of 0 or more, got shape " + Arrays.toString(shape));
      }
      n = Math.multiplyExact(n, (long) d);
      if (n > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "expected fewer than 2^31 elements, got shape " + Arrays.toString(shape));
      }
    }
    return (int) n;
  }
}
