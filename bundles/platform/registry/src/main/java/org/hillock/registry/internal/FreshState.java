package org.hillock.registry.internal;

import org.hillock.api.model.State;

/** A model's initial state, checked, at a given step. Calls the model. */
final class FreshState {
  private FreshState() {}

  static State of(Loaded version, int rows, long step) throws LoadFailure {
    State state = version.model().initialState(rows);
    boolean fits =
        state != null
            && state.batch() == rows
            && state.step() <= step
            && state.layout().equals(version.card().state());
    if (!fits) {
      throw new LoadFailure(
          "expected an initial state of "
              + rows
              + " rows and layout "
              + version.card().state().meaning()
              + ", got "
              + (state == null ? "null" : state.batch() + " rows, " + state.layout().meaning()));
    }
    state.advance(step - state.step());
    return state;
  }
}
