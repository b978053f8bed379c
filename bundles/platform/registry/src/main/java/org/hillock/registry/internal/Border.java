package org.hillock.registry.internal;

import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;

/** Looks at what a caller brings, before anything changes. */
final class Border {
  private Border() {}

  static void check(ModelCard card, int rows, Inputs inputs, Outputs outputs) {
    if (inputs.batch() != rows) {
      throw new InputException(
          card.name(), "expected " + rows + " rows as the handle has, got " + inputs.batch());
    }
    inputs.check(card);
    outputs.check(card, inputs.time(), rows);
  }
}
