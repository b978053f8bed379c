package org.hillock.registry.internal;

import java.util.Optional;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.StateMigration;

/** Plans how sessions get from one version to another. Works on copies: nothing moves here. */
final class Migrations {
  private final Loaded from;
  private final Loaded to;
  private final boolean back;

  /**
   * Plans for one pair of versions.
   *
   * @param from null when the old version is gone
   * @param back whether kept states may be used
   */
  Migrations(Loaded from, Loaded to, boolean back) {
    this.from = from;
    this.to = to;
    this.back = back;
  }

  Move plan(SessionHandle session) {
    State state = session.state();
    StateLayout target = to.card().state();
    if (state.layout().equals(target)) {
      return new Move(session, Move.Way.SAME, state, "");
    }
    String problem =
        "no way from state layout " + state.layout().meaning() + " to " + target.meaning();
    try {
      Optional<StateMigration> forward = to.factory().migration(state.layout().hash());
      if (forward.isPresent()) {
        State next = checked(forward.get().forward(state.snapshot()), state, session);
        return new Move(session, Move.Way.FORWARD, next, "");
      }
      Optional<State> next = backward(state, target);
      if (next.isPresent()) {
        State checked = checked(next.get(), state, session);
        return new Move(session, Move.Way.BACKWARD, checked, "");
      }
    } catch (LoadFailure e) {
      problem = e.getMessage();
    } catch (Throwable t) {
      problem = "migration: " + FailureText.of(t);
    }
    State kept = back ? session.keptOf(target.hash()) : null;
    return kept != null
        ? new Move(session, Move.Way.KEPT, kept.snapshot(), "")
        : new Move(session, Move.Way.LOST, null, problem);
  }

  private Optional<State> backward(State state, StateLayout target) {
    if (from == null) {
      return Optional.empty();
    }
    return from.factory()
        .migration(target.hash())
        .flatMap(migration -> migration.backward(state.snapshot()));
  }

  private State checked(State next, State before, SessionHandle session) throws LoadFailure {
    State checked = checked(next, before.batch(), before.step(), to.card().state());
    long bytes = session.durable() ? StateSize.of(checked) : 0;
    if (bytes > session.mostBytes()) {
      throw new LoadFailure(
          "expected a state of at most "
              + session.mostBytes()
              + " bytes for a durable session, got "
              + bytes);
    }
    return checked;
  }

  /** What a migration gave, unless it does not fit. */
  static State checked(State next, int rows, long step, StateLayout target) throws LoadFailure {
    boolean fits =
        next != null && next.layout().equals(target) && next.batch() == rows && next.step() == step;
    if (!fits) {
      throw new LoadFailure(
          "expected from the migration a state of layout "
              + target.meaning()
              + " with "
              + rows
              + " rows at step "
              + step
              + ", got "
              + (next == null
                  ? "null"
                  : next.layout().meaning() + ", " + next.batch() + ", " + next.step()));
    }
    return next;
  }
}
