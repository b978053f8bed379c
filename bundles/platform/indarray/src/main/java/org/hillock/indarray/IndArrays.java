package org.hillock.indarray;

import org.hillock.api.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Converts both ways, by copying. Element types correspond so: F32 FLOAT, F64 DOUBLE, I32 INT, I64
 * LONG, U8 UINT8, BITS BOOL.
 */
@ProviderType
public interface IndArrays {
  /** A new array of order 'c' with the shape and the elements of {@code tensor}. */
  INDArray toIndArray(Tensor tensor);

  /**
   * A new tensor with the shape and the elements of {@code array}, whatever its order and strides.
   *
   * @throws IllegalArgumentException for an element type that no tensor has
   */
  Tensor toTensor(INDArray array);
}
