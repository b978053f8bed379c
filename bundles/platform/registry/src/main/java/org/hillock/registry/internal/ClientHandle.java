package org.hillock.registry.internal;

import org.hillock.api.model.Inputs;
import org.hillock.api.model.State;
import org.hillock.api.registry.CallOptions;

/** Calls on whole samples. Keeps a state for its memory and its step count only. */
final class ClientHandle extends Handle {
  private static final int WHOLE = Inputs.FIRST | Inputs.LAST;

  private State state;
  private Object token;
  private long step;

  ClientHandle(Desk desk, Route route, CallOptions options) {
    super(desk, route, options, route.begin(options, false), 0);
  }

  @Override
  State stateFor(Loaded version) throws LoadFailure {
    if (token != version.token()) {
      state = FreshState.of(version, options().rows(), step);
      token = version.token();
    }
    return state;
  }

  @Override
  void mark(Inputs inputs) {
    inputs.markAll(WHOLE);
  }

  @Override
  void succeeded(Loaded version, State after) {
    state = after;
    step = after.step();
  }

  @Override
  void failed(Loaded version, String reason) {
    state = null;
    token = null;
  }

  @Override
  int epoch() {
    return 0;
  }

  @Override
  String kind() {
    return "client";
  }
}
