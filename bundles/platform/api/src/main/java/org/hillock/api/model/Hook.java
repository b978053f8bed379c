package org.hillock.api.model;

import org.hillock.api.tensor.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/** What is attached to one site during one call: interventions first, then taps. */
@ProviderType
public interface Hook {
  /**
   * Shows the values of one or more steps.
   *
   * <p>Interventions may write into {@code values}, and the model goes on with what they wrote;
   * taps copy. Nothing keeps {@code values} after the return.
   *
   * @param firstStep number of the first step, counted as {@link State#step()} counts
   * @param values {@code [time, batch, site axes...]}, the model's own buffer
   * @param validSteps steps of each row that are not padding, or null for the lengths of the inputs
   */
  void emit(long firstStep, Tensor values, int[] validSteps);
}
