package org.hillock.api.model;

import java.util.List;
import org.hillock.api.tensor.Tensor;

/**
 * A call of whole samples (FIRST and LAST on every row) and what came out, for the self-check of a
 * new version.
 *
 * @param time steps
 * @param batch rows
 * @param inputs in the card's order
 * @param outputs in the card's order
 * @param tolerance largest allowed |a - b| / max(1, |b|) over the outputs
 * @param spikes number of spikes that all SPIKES sites emitted together, or -1 where none is
 *     checked
 */
public record Example(
    int time, int batch, List<Tensor> inputs, List<Tensor> outputs, double tolerance, long spikes) {
  public Example {
    inputs = inputs.stream().map(Tensor::readOnly).toList();
    outputs = outputs.stream().map(Tensor::readOnly).toList();
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "expected a tolerance of 0 or more and below 1, got " + tolerance);
    }
  }

  /** The example's inputs as a call, on copies of its tensors. */
  public Inputs call() {
    Tensor[] copies = inputs.stream().map(Tensor::copy).toArray(Tensor[]::new);
    return Inputs.of(time, batch, copies).markAll(Inputs.FIRST | Inputs.LAST);
  }
}
