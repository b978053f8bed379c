package org.hillock.registry.internal;

import java.util.Optional;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.State;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.StreamStart;

/** A state that goes on. Its fields belong to whoever has the slot. */
final class SessionHandle extends Handle implements Session {
  private final int keepEvery;
  private final long mostBytes;
  private final KeptStates old = new KeptStates();
  private State state;
  private Object token;
  private State kept;
  private int sinceKept;
  private Runnable marker;
  private volatile VersionId version;
  private volatile long step;
  private volatile int epoch;

  SessionHandle(Desk desk, Route route, SessionOptions options, StreamStart start, long firstCall) {
    super(desk, route, options.call(), start, firstCall);
    this.mostBytes =
        durable()
            ? desk.recorders().positions().map(StreamPositions::maxStateBytes).orElse(0L)
            : Long.MAX_VALUE;
    this.keepEvery = options.keepEvery();
  }

  /** Makes the first state; the slot is this thread's. */
  void begin(Loaded live) throws LoadFailure {
    take(FreshState.of(live, options().rows(), step), live);
  }

  /** Goes on with a state under a higher epoch; the slot is this thread's. */
  void goOn(State from, Loaded live, int newEpoch) {
    epoch = newEpoch;
    take(from, live);
  }

  /** Hands on where it stands, between two calls. */
  void stand(Recorder recorder, String reason) {
    recorder.stand(version, nextCall(), epoch, state.snapshot(), reason);
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
    if (nextCall() == 0 && step == 0) {
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
  void commit(Recorder recorder, State after) {
    if (durable()) {
      recorder.commit(after.snapshot());
    } else {
      recorder.commit();
    }
  }

  @Override
  void failed(Loaded live, String reason) {
    if (kept == null || token != live.token()) {
      stop(reason);
      Type type = durable() ? Type.SESSION_SUSPENDED : Type.SESSION_CLOSED;
      desk().events().publish(type, live.id(), label() + ": " + reason);
      return;
    }
    state = kept.snapshot();
    sinceKept = 0;
    back(reason);
    if (durable()) {
      stand(recording().current(), reason);
    } else {
      recording().current().resumed(step, epoch, reason);
    }
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
      old.keep(state, keepUntil);
    }
    take(move.state(), to);
    if (move.way() == Move.Way.KEPT) {
      String reason = "rolled back to " + to.id();
      back(reason);
      long at = step;
      int from = epoch;
      if (durable()) {
        State copy = state.snapshot();
        marker = () -> recording().current().stand(to.id(), nextCall(), from, copy, reason);
      } else {
        marker = () -> recording().current().resumed(at, from, reason);
      }
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

  /** Most bytes that its state may have. */
  long mostBytes() {
    return mostBytes;
  }

  boolean started() {
    return state != null;
  }

  /** A state of that layout kept at an earlier swap, or null. */
  State keptOf(String layoutHash) {
    return old.of(layoutHash);
  }

  /** Drops kept states whose time is over. */
  void expire(long now) {
    if (old.isEmpty() || !slot().lock(0)) {
      return;
    }
    try {
      old.expire(now);
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
        nextCall(),
        reason == null ? "open" : "closed: " + reason);
  }

  void tell(Type type, String what) {
    desk().events().publish(type, version, "session " + label() + " " + what);
  }

  @Override
  public long call() {
    return nextCall();
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
}
