package org.hillock.registry.internal;

import org.hillock.api.model.State;
import org.hillock.api.tensor.Tensor;

/** What a state takes in the log. */
final class StateSize {
  private StateSize() {}

  /** Bytes of all its tensors. */
  static long of(State state) {
    long bytes = 0;
    for (int i = 0; i < state.layout().tensors().size(); i++) {
      Tensor tensor = state.tensor(i);
      bytes += tensor.dtype().bytes(tensor.size());
    }
    return bytes;
  }
}
