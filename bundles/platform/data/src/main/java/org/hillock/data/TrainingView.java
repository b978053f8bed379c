package org.hillock.data;

import java.util.List;
import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * A data set as a trainer may see it: reading a sample or label of the test split throws until
 * {@link #trained()} says that nothing is fitted or chosen any more.
 */
public final class TrainingView implements Dataset {
  private final Dataset dataset;
  private volatile boolean testAllowed;

  private TrainingView(Dataset dataset, boolean testAllowed) {
    this.dataset = dataset;
    this.testAllowed = testAllowed;
  }

  /** The view of a trainer. */
  public static TrainingView of(Dataset dataset) {
    return new TrainingView(dataset, false);
  }

  /** The view of a recipe that is marked as the published protocol, which reads the test split. */
  public static TrainingView publishedProtocol(Dataset dataset) {
    return new TrainingView(dataset, true);
  }

  /** Opens the test split: training and every choice are over. */
  public void trained() {
    testAllowed = true;
  }

  private void require(Split split) {
    if (split == Split.TEST && !testAllowed) {
      throw new IllegalStateException(
          "expected no read of the test split of " + dataset.id() + " during training");
    }
  }

  @Override
  public String id() {
    return dataset.id();
  }

  @Override
  public List<String> classes() {
    return dataset.classes();
  }

  @Override
  public DType dtype() {
    return dataset.dtype();
  }

  @Override
  public int[] sampleShape() {
    return dataset.sampleShape();
  }

  @Override
  public int size(Split split) {
    return dataset.size(split);
  }

  @Override
  public int length(Split split, int index) {
    require(split);
    return dataset.length(split, index);
  }

  @Override
  public void read(Split split, int index, Tensor target) {
    require(split);
    dataset.read(split, index, target);
  }

  @Override
  public int label(Split split, int index) {
    require(split);
    return dataset.label(split, index);
  }

  @Override
  public String group(Split split, int index) {
    require(split);
    return dataset.group(split, index);
  }

  @Override
  public String splitHash() {
    return dataset.splitHash();
  }
}
