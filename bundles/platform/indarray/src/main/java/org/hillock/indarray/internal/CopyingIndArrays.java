package org.hillock.indarray.internal;

import java.util.Arrays;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.indarray.IndArrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

@Component
/** Public for Declarative Services only; the package is not exported. */
public final class CopyingIndArrays implements IndArrays {
  private static final String THREADS = "hillock.nd4j.threads";

  /** BLAS runs on one thread unless the framework property says otherwise. */
  @Activate
  public CopyingIndArrays(BundleContext context) {
    String threads = context.getProperty(THREADS);
    Nd4j.factory().blas().setMaxThreads(threads == null ? 1 : Integer.parseInt(threads));
  }

  @Override
  public INDArray toIndArray(Tensor tensor) {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    if (tensor.size() == 0) {
      return Nd4j.create(typeOf(tensor.dtype()), shape);
    }
    return flat(tensor.isReadOnly() ? tensor.copy() : tensor).reshape('c', shape);
  }

  @Override
  public Tensor toTensor(INDArray array) {
    DType dtype = typeOf(array.dataType());
    int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    Tensor tensor = Tensor.zeros(dtype, shape);
    if (tensor.size() > 0) {
      try (INDArray ordered = array.dup('c')) {
        copy(ordered.data(), tensor);
      }
    }
    return tensor;
  }

  private static INDArray flat(Tensor tensor) {
    return switch (tensor.dtype()) {
      case F32 -> Nd4j.createFromArray(tensor.floats());
      case F64 -> Nd4j.createFromArray(tensor.doubles());
      case I32 -> Nd4j.createFromArray(tensor.ints());
      case I64 -> Nd4j.createFromArray(tensor.longs());
      case U8 -> Nd4j.createFromArray(unsigned(tensor.bytes())).castTo(DataType.UINT8);
      case BITS -> Nd4j.createFromArray(flags(tensor));
    };
  }

  private static void copy(DataBuffer from, Tensor to) {
    int n = to.size();
    switch (to.dtype()) {
      case F32 -> System.arraycopy(from.asFloat(), 0, to.floats(), 0, n);
      case F64 -> System.arraycopy(from.asDouble(), 0, to.doubles(), 0, n);
      case I32 -> System.arraycopy(from.asInt(), 0, to.ints(), 0, n);
      case I64 -> System.arraycopy(from.asLong(), 0, to.longs(), 0, n);
      default -> {
        int[] values = from.asInt();
        for (int i = 0; i < n; i++) {
          to.set(i, values[i]);
        }
      }
    }
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    return values;
  }

  private static boolean[] flags(Tensor bits) {
    boolean[] flags = new boolean[bits.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = bits.get(i) != 0;
    }
    return flags;
  }

  private static DataType typeOf(DType dtype) {
    return switch (dtype) {
      case F32 -> DataType.FLOAT;
      case F64 -> DataType.DOUBLE;
      case I32 -> DataType.INT;
      case I64 -> DataType.LONG;
      case U8 -> DataType.UINT8;
      case BITS -> DataType.BOOL;
    };
  }

  private static DType typeOf(DataType type) {
    for (DType dtype : DType.values()) {
      if (typeOf(dtype) == type) {
        return dtype;
      }
    }
    throw new IllegalArgumentException(
        "expected an array of FLOAT, DOUBLE, INT, LONG, UINT8 or BOOL, got " + type);
  }
}
