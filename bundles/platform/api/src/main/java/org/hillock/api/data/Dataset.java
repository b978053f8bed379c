package org.hillock.api.data;

import java.util.List;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Labelled samples of one shape, in splits that never change. A service with property {@link #ID}.
 */
@ProviderType
public interface Dataset {
  /** Service property: the id of the data set, such as {@code fashion-mnist}. */
  String ID = "hillock.dataset";

  String id();

  /** Class names; a label is an index into them. */
  List<String> classes();

  /** Element type of a stored sample. */
  DType dtype();

  /** Shape of one sample, such as {@code [28, 28]}. */
  int[] sampleShape();

  int size(Split split);

  /**
   * Steps of a sample that are its own: those of the first axis that are not filled up with zeros.
   * The whole first axis where samples have one length; 1 where a sample has no axis.
   */
  default int length(Split split, int index) {
    int[] shape = sampleShape();
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Copies sample {@code index} into {@code target}, which has the sample's type and shape. */
  void read(Split split, int index, Tensor target);

  int label(Split split, int index);

  /**
   * What belongs together and must not be split, such as a speaker; an empty text where nothing
   * does.
   */
  String group(Split split, int index);

  /**
   * SHA-256 over ids and labels of all splits in order, and over groups and content where the data
   * set says so: says which split a result was measured on.
   */
  String splitHash();
}
