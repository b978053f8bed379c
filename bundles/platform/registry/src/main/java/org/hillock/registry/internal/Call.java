package org.hillock.registry.internal;

import java.util.concurrent.TimeUnit;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.InputException;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.registry.DeadlineException;
import org.hillock.api.registry.LeaseRevokedException;
import org.hillock.api.registry.ModelFailedException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.registry.internal.shadow.Caller;
import org.hillock.registry.internal.shadow.Lane;
import org.hillock.registry.internal.shadow.Mirror;

/**
 * The part of a call in which its handle holds a lease. Whatever the model throws ends here: only
 * its text goes on, in an exception made outside the model's frames.
 */
final class Call {
  private final Handle handle;

  Call(Handle handle) {
    this.handle = handle;
  }

  /**
   * Runs one call on the pinned version.
   *
   * @param recorder null when nothing records
   */
  VersionId run(Loaded version, Inputs in, Outputs out, Recorder recorder, long until) {
    try {
      Border.check(version.card(), handle.options().rows(), in, out);
      handle.mark(in);
    } catch (RuntimeException e) {
      discard(recorder);
      throw e;
    }
    State before = null;
    State after = null;
    String problem = null;
    boolean refused = false;
    Mirror mirror = handle.route().mirror();
    Lane lane = null;
    try {
      before = handle.stateFor(version);
      if (mirror != null) {
        lane = lane(mirror, version, before);
      }
      long step = before.step();
      Hooks hooks = Hooks.NONE;
      if (recorder != null) {
        hooks = recorder.begin(version.id(), version.card(), in, handle.nextCall(), handle.epoch());
      }
      after = version.model().apply(in, before, out, hooks);
      if (lane != null) {
        lane.applied();
      }
      problem = flaw(version, after, step);
    } catch (LoadFailure e) {
      problem = e.getMessage();
    } catch (Throwable t) {
      problem = FailureText.of(t);
      refused = t instanceof InputException && owned(before);
    }
    boolean revoked = !handle.slot().settle();
    if (problem == null && !revoked && !handle.isOver(until)) {
      handle.succeeded(version, after);
      handle.countCall();
      if (recorder != null) {
        handle.commit(recorder, after);
      }
      if (lane != null) {
        lane.returned(in, out);
      }
      return version.id();
    }
    discard(recorder);
    if (lane != null) {
      lane.failed();
    }
    RuntimeException failure = failure(version, problem, revoked, refused);
    if (!refused || revoked) {
      handle.failed(version, failure.getMessage());
    }
    throw failure;
  }

  /** Where the call is mirrored, or null; nothing that goes wrong here is the caller's. */
  private Lane lane(Mirror mirror, Loaded version, State before) {
    try {
      if (!mirror.knows(handle.id())) {
        boolean keepsState = handle instanceof SessionHandle;
        mirror.add(handle.id(), new Caller(handle.label(), handle.options().rows(), keepsState));
      }
      return mirror.begin(handle.id(), version.token(), before, handle.nextCall());
    } catch (RuntimeException | Error e) {
      System.getLogger("org.hillock.registry")
          .log(System.Logger.Level.WARNING, "a call is not mirrored: " + FailureText.of(e));
      return null;
    }
  }

  private static void discard(Recorder recorder) {
    if (recorder != null) {
      recorder.discard();
    }
  }

  private RuntimeException failure(
      Loaded version, String problem, boolean revoked, boolean refused) {
    long held = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - handle.slot().since());
    String where = "model " + version.id().model() + " version " + version.id();
    if (revoked && !handle.slot().late()) {
      return new LeaseRevokedException(
          where
              + ": lease revoked after "
              + held
              + " ms in thread "
              + Thread.currentThread().getName());
    }
    if (revoked || problem == null) {
      return new DeadlineException(
          where
              + ": expected an end within "
              + handle.options().deadline().toMillis()
              + " ms, got it after "
              + held
              + " ms in the model");
    }
    return refused ? new InputException(problem) : new ModelFailedException(where + ": " + problem);
  }

  private static String flaw(Loaded version, State after, long step) {
    if (after == null) {
      return "expected a state from apply, got null";
    }
    if (after.step() < step || !after.layout().equals(version.card().state())) {
      return "expected a state of layout "
          + version.card().state().meaning()
          + " at step "
          + step
          + " or later from apply, got "
          + after.layout().meaning()
          + " at "
          + after.step();
    }
    return null;
  }

  private static boolean owned(State before) {
    if (before == null) {
      return false;
    }
    try {
      before.advance(0);
      return true;
    } catch (IllegalStateException consumed) {
      return false;
    }
  }
}
