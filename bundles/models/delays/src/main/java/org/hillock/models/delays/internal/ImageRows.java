package org.hillock.models.delays.internal;

import org.hillock.api.data.Dataset;
import org.hillock.api.data.Split;
import org.hillock.api.tensor.Tensor;

/**
 * The images of one split as sequences: row after row of the image is step after step, the columns
 * are channels, grey 0 to 255 becomes 0 to 1.
 */
final class ImageRows {
  private final int steps;
  private final int channels;
  private final byte[][] images;
  private final int[] labels;
  private final int classes;

  ImageRows(Dataset dataset, Split split) {
    int[] shape = dataset.sampleShape();
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          "expected images with rows and columns in "
              + dataset.id()
              + ", got "
              + java.util.Arrays.toString(shape));
    }
    steps = shape[0];
    channels = shape[1];
    classes = dataset.classes().size();
    images = new byte[dataset.size(split)][steps * channels];
    labels = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      dataset.read(split, i, Tensor.of(images[i], shape));
      labels[i] = dataset.label(split, i);
    }
  }

  int size() {
    return images.length;
  }

  int steps() {
    return steps;
  }

  int channels() {
    return channels;
  }

  int label(int index) {
    return labels[index];
  }

  /** Copies an image into rows, from row {@code at}. */
  void read(int index, float[][] rows, int at) {
    for (int t = 0; t < steps; t++) {
      for (int c = 0; c < channels; c++) {
        rows[at + t][c] = (images[index][t * channels + c] & 0xff) / 255f;
      }
    }
  }

  /** Sets a row of targets to the label of an image. */
  void target(int index, float[] target) {
    for (int c = 0; c < classes; c++) {
      target[c] = labels[index] == c ? 1 : 0;
    }
  }
}
