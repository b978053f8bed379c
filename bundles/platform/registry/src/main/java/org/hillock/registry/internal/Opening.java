package org.hillock.registry.internal;

import java.util.Optional;
import org.hillock.api.model.State;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.ModelFailedException;
import org.hillock.api.registry.NotDurableException;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamPositions;

/** Gives a session its first state under a lease: the model's, or the one that the log has. */
final class Opening {
  private final SessionHandle session;
  private final StreamPositions log;
  private final StreamPosition from;

  /**
   * @param log null for a session that is not durable
   * @param from where it goes on; null when it begins
   */
  Opening(SessionHandle session, StreamPositions log, StreamPosition from) {
    this.session = session;
    this.log = log;
    this.from = from;
  }

  void run() {
    long now = System.nanoTime();
    long until = now + session.patience();
    session.turn().lock(until);
    try {
      Recorder recorder = log == null ? null : Admission.await(session, null, null, until);
      boolean standing = false;
      try {
        Loaded live = session.acquire(now, until);
        try {
          give(live);
          if (recorder != null) {
            session.stand(recorder, reason());
          }
          standing = true;
        } finally {
          session.slot().settle();
          session.slot().leave();
        }
      } finally {
        if (!standing && recorder != null) {
          recorder.discard();
        }
      }
    } finally {
      session.turn().unlock();
    }
  }

  private String reason() {
    return from == null ? "" : "resumed at its last committed call, " + from.call() + " is next";
  }

  private void give(Loaded live) {
    String problem;
    try {
      if (from == null) {
        session.begin(live);
      } else {
        session.goOn(onLayoutOf(live), live, from.epoch() + 1);
      }
      problem = log == null ? null : tooLarge();
    } catch (LoadFailure e) {
      problem = e.getMessage();
    } catch (Throwable t) {
      problem = FailureText.of(t);
    }
    if (problem == null) {
      return;
    }
    String where = "model " + session.model() + " version " + live.id();
    if (from != null) {
      session.suspend(problem);
      throw new NotDurableException(where + ": session " + session.label() + ": " + problem);
    }
    session.forget(problem);
    if (log != null && session.started()) {
      throw new NotDurableException(where + ": " + problem);
    }
    throw new ModelFailedException(where + ": initial state: " + problem);
  }

  private String tooLarge() {
    long bytes = StateSize.of(session.state());
    return bytes <= log.maxStateBytes()
        ? null
        : "expected a state of at most "
            + log.maxStateBytes()
            + " bytes for a durable session, got "
            + bytes;
  }

  private State onLayoutOf(Loaded live) throws LoadFailure {
    State state = from.state();
    if (state.layout().equals(live.card().state())) {
      return state;
    }
    String layout = state.layout().meaning();
    Optional<StateMigration> way = live.factory().migration(state.layout().hash());
    if (way.isEmpty()) {
      throw new LoadFailure(
          "expected a migration from state layout " + layout + ", got none; it stays resumable");
    }
    State next = way.get().forward(state);
    return Migrations.checked(next, from.rows(), from.step(), live.card().state());
  }
}
