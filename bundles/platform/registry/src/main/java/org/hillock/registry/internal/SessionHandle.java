package org.hillock.registry.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.State;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.ModelFailedException;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.VersionId;

/** A state that goes on. Its fields belong to whoever has the slot. */
final class SessionHandle extends Handle implements Session {
  private final int keepEvery;
  private final Map<String, KeptState> old = new HashMap<>();
  private State state;
  private Object token;
  private State kept;
  private int sinceKept;
  private Runnable marker;
  private volatile VersionId version;
  private volatile long step;
  private volatile int epoch;

  SessionHandle(Desk desk, Route route, SessionOptions options) {
    super(desk, route, options.call());
    this.keepEvery = options.keepEvery();
  }

  /** Makes the first state. */
  void start() {
    long now = System.nanoTime();
    long until = now + patience();
    turn().lock(until);
    try {
      Loaded live = acquire(now, until);
      String problem = null;
      try {
        begin(live);
      } catch (LoadFailure e) {
        problem = e.getMessage();
      } catch (Throwable t) {
        problem = FailureText.of(t);
      }
      slot().settle();
      try {
        if (problem != null) {
          end(problem);
          throw new ModelFailedException(
              "model " + model() + " version " + live.id() + ": initial state: " + problem);
        }
      } finally {
        slot().leave();
      }
    } finally {
      turn().unlock();
    }
    desk().events().publish(Type.SESSION_OPENED, version, "session " + label() + " opened");
  }

  private void begin(Loaded live) throws LoadFailure {
    take(FreshState.of(live, options().rows(), step), live);
  }

  private void take(State next, Loaded from) {
    state = next;
    token = from.token();
    version = from.id();
    step = next.step();
    kept = keepEvery > 0 ? next.snapshot() : null;
    sinceKept = 0;
  }

  @Override
  State stateFor(Loaded live) throws LoadFailure {
    if (marker != null) {
      marker.run();
      marker = null;
    }
    if (token != live.token()) {
      catchUp(live);
    }
    return state;
  }

  /** For a session that opened while a swap was under way. */
  private void catchUp(Loaded live) throws LoadFailure {
    if (calls() == 0 && step == 0) {
      begin(live);
    } else if (state.layout().equals(live.card().state())) {
      take(state, live);
    } else {
      Optional<StateMigration> way = live.factory().migration(state.layout().hash());
      if (way.isEmpty()) {
        throw new LoadFailure(
            "expected a migration from state layout " + state.layout().meaning() + ", got none");
      }
      take(way.get().forward(state.snapshot()), live);
    }
  }

  @Override
  void mark(Inputs inputs) {}

  @Override
  void succeeded(Loaded live, State after) {
    state = after;
    step = after.step();
    if (keepEvery > 0 && ++sinceKept >= keepEvery) {
      kept = after.snapshot();
      sinceKept = 0;
    }
  }

  @Override
  void failed(Loaded live, String reason) {
    if (kept == null || token != live.token()) {
      end(reason);
      desk().events().publish(Type.SESSION_CLOSED, live.id(), label() + ": " + reason);
      return;
    }
    state = kept.snapshot();
    sinceKept = 0;
    back(reason);
    recording().current().resumed(step, epoch, reason);
  }

  private void back(String reason) {
    step = state.step();
    epoch++;
    desk()
        .events()
        .publish(
            Type.SESSION_WENT_BACK,
            version,
            "session " + label() + " goes on at step " + step + ", epoch " + epoch + ": " + reason);
  }

  /** Goes over to a version as planned; the swap has the slot. */
  void adopt(Move move, Loaded to, long keepUntil) {
    if (move.way() != Move.Way.SAME) {
      old.put(state.layout().hash(), new KeptState(state, keepUntil));
    }
    take(move.state(), to);
    if (move.way() == Move.Way.KEPT) {
      String reason = "rolled back to " + to.id();
      back(reason);
      long at = step;
      int from = epoch;
      marker = () -> recording().current().resumed(at, from, reason);
      writeMarker();
    }
  }

  private void writeMarker() {
    if (turn().tryLock()) {
      try {
        marker.run();
        marker = null;
      } finally {
        turn().unlock();
      }
    }
  }

  /** Ends it in a swap; the swap has the slot. */
  void abandon(String reason) {
    end(reason);
    desk().events().publish(Type.SESSION_CLOSED, model(), "" + version, label() + ": " + reason);
  }

  /** The state, for whoever has the slot. */
  State state() {
    return state;
  }

  boolean started() {
    return state != null;
  }

  /** A state of that layout kept at an earlier swap, or null. */
  State keptOf(String layoutHash) {
    KeptState found = old.get(layoutHash);
    return found == null || found.until() - System.nanoTime() <= 0 ? null : found.state();
  }

  /** Drops kept states whose time is over. */
  void expire(long now) {
    if (old.isEmpty() || !slot().lock(0)) {
      return;
    }
    try {
      old.values().removeIf(k -> now - k.until() > 0);
    } finally {
      slot().unlock();
    }
  }

  @Override
  public State snapshot() {
    long until = System.nanoTime() + patience();
    turn().lock(until);
    try {
      begin(System.nanoTime(), until);
      try {
        return state.snapshot();
      } finally {
        slot().leave();
      }
    } finally {
      turn().unlock();
    }
  }

  SessionInfo info() {
    String reason = closed();
    return new SessionInfo(
        id(),
        label(),
        model(),
        options().rows(),
        version == null ? "" : version.toString(),
        step,
        epoch,
        calls(),
        reason == null ? "open" : "closed: " + reason);
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  String kind() {
    return "session";
  }

  private record KeptState(State state, long until) {}
}
