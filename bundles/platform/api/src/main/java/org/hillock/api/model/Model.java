package org.hillock.api.model;

import java.util.Map;
import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A published system with fixed parameters.
 *
 * <p>All that a call changes is in its {@link State}; what only training changes is a parameter. So
 * any number of threads may call one model at once, each with a state of its own. Models keep no
 * thread, no thread-local and nothing of a call after it returned.
 */
@ConsumerType
public interface Model {
  /** What this model is and what it takes; always the same object. */
  ModelCard card();

  /** A fresh state for {@code batch} independent rows. */
  default State initialState(int batch) {
    return State.zeros(card().state(), batch);
  }

  /**
   * Runs the steps of {@code inputs}.
   *
   * <p>The caller has checked inputs and outputs against the card. A row's result depends on that
   * row alone. FIRST and LAST marks are obeyed for each row.
   *
   * @param inputs read only during the call
   * @param state consumed
   * @param outputs filled
   * @param hooks asked for each site; {@link Hooks#NONE} in self-checks
   * @return the handle of the updated state
   */
  State apply(Inputs inputs, State state, Outputs outputs, Hooks hooks);

  /** Ordered names and read-only tensors of all parameters. */
  Map<String, Tensor> parameters();
}
