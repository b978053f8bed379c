package org.hillock.data;

import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * The samples of one split.
 *
 * @param samples U8 {@code [count, sample axes...]}
 * @param labels U8 {@code [count]}
 */
public record LabelledSplit(Tensor samples, Tensor labels) {
  /** Refuses tensors of other types or of different length. */
  public LabelledSplit {
    if (samples.dtype() != DType.U8
        || labels.dtype() != DType.U8
        || labels.rank() != 1
        || samples.dim(0) != labels.dim(0)) {
      throw new IllegalArgumentException(
          "expected bytes with one label for each sample, got " + samples + " and " + labels);
    }
  }

  /** Number of samples. */
  int size() {
    return labels.size();
  }

  /** The samples at some indices, copied. */
  LabelledSplit select(int[] indices) {
    int length = samples.size() / Math.max(1, size());
    int[] shape = samples.shape();
    shape[0] = indices.length;
    Tensor chosen = Tensor.zeros(DType.U8, shape);
    Tensor names = Tensor.zeros(DType.U8, indices.length);
    for (int i = 0; i < indices.length; i++) {
      samples.copyTo(indices[i] * length, chosen.bytes(), i * length, length);
      labels.copyTo(indices[i], names.bytes(), i, 1);
    }
    return new LabelledSplit(chosen, names);
  }
}
