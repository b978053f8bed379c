package org.hillock.api.model;

import org.hillock.api.tensor.Tensor;

/**
 * Tensors that a caller owns and a model fills, in the order of the card's outputs. Not
 * thread-safe.
 */
public final class Outputs {
  private final Tensor[] tensors;

  private Outputs(Tensor[] tensors) {
    this.tensors = tensors;
  }

  /** Outputs over tensors, which are shared. */
  public static Outputs of(Tensor... tensors) {
    return new Outputs(tensors.clone());
  }

  /** New outputs for calls of {@code time} steps and {@code batch} rows. */
  public static Outputs allocate(ModelCard card, int time, int batch) {
    return new Outputs(
        card.outputs().stream().map(o -> o.allocate(time, batch)).toArray(Tensor[]::new));
  }

  public int count() {
    return tensors.length;
  }

  public Tensor tensor(int index) {
    return tensors[index];
  }

  /** Throws {@link InputException} unless the tensors fit the card and the call. */
  public void check(ModelCard card, int time, int batch) {
    if (tensors.length != card.outputs().size()) {
      throw new InputException(
          card.name(),
          "expected "
              + card.outputs().size()
              + " outputs "
              + card.outputs()
              + ", got "
              + tensors.length);
    }
    for (int i = 0; i < tensors.length; i++) {
      TensorSpec spec = card.outputs().get(i);
      if (!spec.matches(tensors[i], time, batch) || tensors[i].isReadOnly()) {
        throw new InputException(
            card.name(),
            "expected a writable output "
                + spec
                + " with time "
                + time
                + " and batch "
                + batch
                + ", got "
                + tensors[i]);
      }
    }
  }
}
