package org.hillock.data;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * A data set of bytes or floats in memory. The split hash covers ids, labels and groups. Immutable.
 */
public final class ArrayDataset implements Dataset {
  private final String id;
  private final List<String> classes;
  private final DType dtype;
  private final int[] shape;
  private final Map<Split, LabelledSplit> splits;
  private final String hash;

  /**
   * A data set over tensors that are not changed any more.
   *
   * @param splits all three, with samples of one type and shape
   */
  public ArrayDataset(String id, List<String> classes, Map<Split, LabelledSplit> splits) {
    this.id = id;
    this.classes = List.copyOf(classes);
    this.splits = new EnumMap<>(splits);
    dtype = this.splits.get(Split.TRAIN).samples().dtype();
    int[] whole = this.splits.get(Split.TRAIN).samples().shape();
    shape = Arrays.copyOfRange(whole, 1, whole.length);
    for (Split split : Split.values()) {
      check(split, this.splits.get(split));
    }
    hash = hash();
  }

  private void check(Split split, LabelledSplit samples) {
    int[] whole = samples.samples().shape();
    if (samples.samples().dtype() != dtype
        || !Arrays.equals(Arrays.copyOfRange(whole, 1, whole.length), shape)) {
      throw new IllegalArgumentException(
          "expected samples "
              + dtype
              + Arrays.toString(shape)
              + " in "
              + split
              + " of "
              + id
              + ", got "
              + samples.samples());
    }
    for (int i = 0; i < samples.size(); i++) {
      if (samples.labels().get(i) >= classes.size()) {
        throw new IllegalArgumentException(
            "expected labels below "
                + classes.size()
                + " in "
                + split
                + " of "
                + id
                + ", got "
                + (int) samples.labels().get(i));
      }
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public int[] sampleShape() {
    return shape.clone();
  }

  @Override
  public int size(Split split) {
    return splits.get(split).size();
  }

  @Override
  public void read(Split split, int index, Tensor target) {
    require(split, index);
    if (target.dtype() != dtype || !target.hasShape(shape)) {
      throw new IllegalArgumentException(
          "expected a target " + dtype + Arrays.toString(shape) + " for " + id + ", got " + target);
    }
    Object elements = dtype == DType.U8 ? target.bytes() : target.floats();
    splits.get(split).samples().copyTo(index * target.size(), elements, 0, target.size());
  }

  @Override
  public int label(Split split, int index) {
    require(split, index);
    return (int) splits.get(split).labels().get(index);
  }

  @Override
  public String group(Split split, int index) {
    require(split, index);
    return splits.get(split).groups().get(index);
  }

  @Override
  public String splitHash() {
    return hash;
  }

  private void require(Split split, int index) {
    if (index < 0 || index >= size(split)) {
      throw new IndexOutOfBoundsException(
          "expected an index below "
              + size(split)
              + " in "
              + split
              + " of "
              + id
              + ", got "
              + index);
    }
  }

  private String hash() {
    SplitHash digest = new SplitHash(id);
    for (Split split : Split.values()) {
      for (int i = 0; i < size(split); i++) {
        digest.add(split, i, label(split, i), group(split, i));
      }
    }
    return digest.text();
  }
}
