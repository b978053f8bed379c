package org.hillock.registry.internal.shadow;

import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.tensor.Tensor;

/**
 * A live call that returned: copies of what the caller owns.
 *
 * @param lane from which it came
 * @param number of the call in its live stream
 * @param start with which the twin begins anew, or null when it goes on
 * @param liveNanos that the live version took
 */
record CallCopy(
    Lane lane, long number, Start start, Inputs inputs, Outputs outputs, long liveNanos, long bytes)
    implements Item {

  /**
   * Where a twin begins.
   *
   * @param state a copy of the session's, or null for a handle that keeps none
   * @param step of the stream
   */
  record Start(State state, long step) {}

  @Override
  public void run(Runner runner) {
    runner.call(this);
  }

  /** Copies inputs, with all that is known of their rows. */
  static Inputs copy(Inputs from, long eventTime) {
    Tensor[] tensors = new Tensor[from.count()];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = from.tensor(i).copy();
    }
    Inputs copy = Inputs.of(from.time(), from.batch(), tensors).eventTime(eventTime);
    for (int row = 0; row < from.batch(); row++) {
      copy.length(row, from.length(row)).marks(row, from.marks(row));
      copy.describe(row, from.sample(row), from.key(row), from.label(row));
    }
    return copy;
  }

  static Outputs copy(Outputs from) {
    Tensor[] tensors = new Tensor[from.count()];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = from.tensor(i).copy();
    }
    return Outputs.of(tensors);
  }

  static long bytes(Inputs inputs, Outputs outputs) {
    long bytes = 0;
    for (int i = 0; i < inputs.count(); i++) {
      bytes += inputs.tensor(i).dtype().bytes(inputs.tensor(i).size());
    }
    for (int i = 0; i < outputs.count(); i++) {
      bytes += outputs.tensor(i).dtype().bytes(outputs.tensor(i).size());
    }
    return bytes;
  }
}
