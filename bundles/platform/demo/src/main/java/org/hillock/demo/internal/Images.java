package org.hillock.demo.internal;

import org.hillock.api.data.Dataset;
import org.hillock.api.data.SampleId;
import org.hillock.api.data.Split;
import org.hillock.api.model.Inputs;
import org.hillock.api.tensor.Tensor;

/**
 * Test images read as sequences: each row of pixels is a time step of as many channels.
 * Thread-safe.
 */
final class Images {
  private final Dataset dataset;
  private final int steps;
  private final int channels;

  Images(Dataset dataset) {
    this.dataset = dataset;
    this.steps = dataset.sampleShape()[0];
    this.channels = dataset.sampleShape()[1];
  }

  int count() {
    return dataset.size(Split.TEST);
  }

  int steps() {
    return steps;
  }

  int classes() {
    return dataset.classes().size();
  }

  int label(int index) {
    return dataset.label(Split.TEST, index);
  }

  /**
   * Rows {@code from} to {@code to - 1} of an image, scaled to 0..1, marked where it begins and
   * ends.
   */
  Inputs rows(int index, int from, int to) {
    Tensor image = Tensor.zeros(dataset.dtype(), steps, channels);
    dataset.read(Split.TEST, index, image);
    float[] x = new float[(to - from) * channels];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) image.get(from * channels + i) / 255;
    }
    SampleId sample = new SampleId(dataset.id(), Split.TEST, index);
    String label = dataset.classes().get(label(index));
    int marks = (from == 0 ? Inputs.FIRST : 0) | (to == steps ? Inputs.LAST : 0);
    return Inputs.of(Tensor.of(x, to - from, 1, channels))
        .markAll(marks)
        .describe(0, sample, "", label);
  }
}
