package org.hillock.registry.internal;

import java.util.HashMap;
import java.util.Map;
import org.hillock.api.model.State;

/** States of one session from before its swaps, by layout, for a rollback. */
final class KeptStates {
  private final Map<String, Kept> byLayout = new HashMap<>();

  private record Kept(State state, long until) {}

  void keep(State state, long until) {
    byLayout.put(state.layout().hash(), new Kept(state, until));
  }

  /** The state of that layout whose time is not over, or null. */
  State of(String layoutHash) {
    Kept found = byLayout.get(layoutHash);
    return found == null || found.until() - System.nanoTime() <= 0 ? null : found.state();
  }

  boolean isEmpty() {
    return byLayout.isEmpty();
  }

  void expire(long now) {
    byLayout.values().removeIf(k -> now - k.until() > 0);
  }
}
