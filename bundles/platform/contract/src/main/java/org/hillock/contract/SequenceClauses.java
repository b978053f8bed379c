package org.hillock.contract;

import org.hillock.api.model.Hooks;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;

/** What holds for models whose inputs are sequences of independent rows. */
final class SequenceClauses {
  private final Model model;
  private final ModelCard card;
  private final Trial trial;
  private final Same same;

  SequenceClauses(Model model) {
    this.model = model;
    this.card = model.card();
    this.trial = new Trial(model);
    this.same = new Same(card);
  }

  void batchMatesHaveNoInfluence() {
    requireFirstRow(trial.run(trial.firstRowWithMate(), Hooks.NONE), "beside another row");
  }

  void paddingHasNoInfluence() {
    requireFirstRow(trial.run(trial.firstRowPadded(5), Hooks.NONE), "with padding after it");
  }

  void partsEqualTheWhole() {
    Outputs whole = trial.run(trial.part(0, trial.time()), Hooks.NONE);
    int half = (trial.time() + 1) / 2;
    if (half == trial.time()) {
      return;
    }
    Outputs first = Outputs.allocate(card, half, trial.batch());
    State state =
        model.apply(trial.part(0, half), model.initialState(trial.batch()), first, Hooks.NONE);
    Outputs second = trial.run(trial.part(half, trial.time()), state, Hooks.NONE);
    same.rows(whole, second, trial.batch(), "in two parts");
  }

  private void requireFirstRow(Outputs outputs, String how) {
    same.rows(trial.run(trial.firstRow(), Hooks.NONE), outputs, 1, how);
  }
}
