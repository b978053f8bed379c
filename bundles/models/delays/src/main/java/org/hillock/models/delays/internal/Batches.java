package org.hillock.models.delays.internal;

import java.util.Arrays;

/** Batches of images in a given order, in arrays that are reused. */
final class Batches {
  private final ImageRows images;
  private final int[] order;
  private final int size;
  private final int classes;
  private final RowBuffer rows;
  private float[][] targets = {};

  Batches(ImageRows images, int[] order, int size, int classes) {
    this.images = images;
    this.order = order;
    this.size = size;
    this.classes = classes;
    rows = new RowBuffer(images.channels());
  }

  /** All images in their own order. */
  static Batches inOrder(ImageRows images, int size, int classes) {
    int[] order = new int[images.size()];
    Arrays.setAll(order, i -> i);
    return new Batches(images, order, size, classes);
  }

  int count() {
    return (order.length + size - 1) / size;
  }

  /** Loads a batch and says how its rows lie. */
  Sequences load(int batch) {
    int from = batch * size;
    int samples = Math.min(size, order.length - from);
    int[] lengths = new int[samples];
    Arrays.fill(lengths, images.steps());
    float[][] all = rows.rows(samples * images.steps());
    targets = new float[samples][classes];
    for (int b = 0; b < samples; b++) {
      images.read(order[from + b], all, b * images.steps());
      images.target(order[from + b], targets[b]);
    }
    return Sequences.of(lengths);
  }

  float[][] rows() {
    return rows.rows(0);
  }

  float[][] targets() {
    return targets;
  }

  /** Label of a sample of a batch. */
  int label(int batch, int sample) {
    return images.label(order[batch * size + sample]);
  }
}
