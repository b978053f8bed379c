package org.hillock.data;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * The samples of one split.
 *
 * @param samples U8 or F32 {@code [count, sample axes...]}
 * @param labels U8 {@code [count]}
 * @param groups one a sample: what belongs together; an empty text for nothing
 */
public record LabelledSplit(Tensor samples, Tensor labels, List<String> groups) {
  /** Refuses tensors of other types or of different length. */
  public LabelledSplit {
    groups = List.copyOf(groups);
    if (samples.dtype() != DType.U8 && samples.dtype() != DType.F32
        || labels.dtype() != DType.U8
        || labels.rank() != 1
        || samples.dim(0) != labels.dim(0)
        || samples.dim(0) != groups.size()) {
      throw new IllegalArgumentException(
          "expected bytes or floats with one label and group for each sample, got "
              + samples
              + ", "
              + labels
              + " and "
              + groups.size()
              + " groups");
    }
  }

  /** Samples without groups. */
  public LabelledSplit(Tensor samples, Tensor labels) {
    this(samples, labels, Collections.nCopies(labels.size(), ""));
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
    Tensor chosen = Tensor.zeros(samples.dtype(), shape);
    Object target = chosen.dtype() == DType.U8 ? chosen.bytes() : chosen.floats();
    Tensor names = Tensor.zeros(DType.U8, indices.length);
    for (int i = 0; i < indices.length; i++) {
      samples.copyTo(indices[i] * length, target, i * length, length);
      labels.copyTo(indices[i], names.bytes(), i, 1);
    }
    return new LabelledSplit(chosen, names, IntStream.of(indices).mapToObj(groups::get).toList());
  }
}
