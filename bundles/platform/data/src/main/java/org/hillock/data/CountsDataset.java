package org.hillock.data;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * Samples of different length as counts of spikes in memory: {@code [steps, channels]} of unsigned
 * bytes. A read fills up with zeros to the longest sample of all splits; {@link #length} says how
 * many steps are the sample's own. The split hash covers ids, labels, groups and counts. Immutable.
 */
public final class CountsDataset implements Dataset {
  private final String id;
  private final List<String> classes;
  private final int channels;
  private final int steps;
  private final Map<Split, CountsSplit> splits;
  private final String hash;

  /**
   * A data set over arrays that are not changed any more.
   *
   * @param channels of every sample
   * @param splits all three, of which some may be empty
   */
  public CountsDataset(
      String id, List<String> classes, int channels, Map<Split, CountsSplit> splits) {
    this.id = id;
    this.classes = List.copyOf(classes);
    this.channels = channels;
    this.splits = new EnumMap<>(splits);
    SplitHash digest = new SplitHash(id);
    int longest = 1;
    for (Split split : Split.values()) {
      CountsSplit part = this.splits.get(split);
      for (int i = 0; i < part.size(); i++) {
        check(split, i, part);
        longest = Math.max(longest, part.counts()[i].length / channels);
        digest.add(split, i, part.labels()[i], part.groups()[i]).add(part.counts()[i]);
      }
    }
    steps = longest;
    hash = digest.text();
  }

  private void check(Split split, int index, CountsSplit part) {
    int length = part.counts()[index].length;
    int label = part.labels()[index];
    if (length == 0 || length % channels != 0 || label < 0 || label >= classes.size()) {
      throw new IllegalArgumentException(
          "expected whole steps of "
              + channels
              + " channels and a label below "
              + classes.size()
              + ", got "
              + length
              + " counts and label "
              + label
              + " in sample "
              + index
              + " of "
              + split
              + " of "
              + id);
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
    return DType.U8;
  }

  @Override
  public int[] sampleShape() {
    return new int[] {steps, channels};
  }

  @Override
  public int size(Split split) {
    return splits.get(split).size();
  }

  @Override
  public int length(Split split, int index) {
    return counts(split, index).length / channels;
  }

  @Override
  public void read(Split split, int index, Tensor target) {
    byte[] counts = counts(split, index);
    if (target.dtype() != DType.U8 || !target.hasShape(sampleShape())) {
      throw new IllegalArgumentException(
          "expected a target u8[" + steps + ", " + channels + "] for " + id + ", got " + target);
    }
    System.arraycopy(counts, 0, target.bytes(), 0, counts.length);
    target.clear(counts.length, target.size());
  }

  @Override
  public int label(Split split, int index) {
    counts(split, index);
    return splits.get(split).labels()[index];
  }

  @Override
  public String group(Split split, int index) {
    counts(split, index);
    return splits.get(split).groups()[index];
  }

  @Override
  public String splitHash() {
    return hash;
  }

  private byte[] counts(Split split, int index) {
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
    return splits.get(split).counts()[index];
  }
}
