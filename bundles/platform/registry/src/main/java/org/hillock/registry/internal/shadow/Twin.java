package org.hillock.registry.internal.shadow;

import java.util.UUID;
import java.util.function.Supplier;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.spi.Recorder;
import org.hillock.registry.internal.FailureText;
import org.hillock.registry.internal.LoadFailure;

/** The shadow's side of one handle: a state and streams of its own. For the shadow's thread. */
final class Twin {
  private static final String RESYNCED = "state taken anew from the live session";

  private final Caller caller;
  private final Supplier<Recorder> recorder;
  private State state;
  private Outputs outputs;
  private int outputsTime = -1;
  private int epoch;
  private boolean lost = true;
  private boolean began;
  private volatile boolean uncarried;

  Twin(Caller caller, Streams streams) {
    this.caller = caller;
    this.recorder = streams.open(UUID.randomUUID(), "shadow of " + caller.label(), caller.rows());
  }

  boolean keepsState() {
    return caller.keepsState();
  }

  /** The candidate cannot take its state; no call is mirrored. Read by the live side too. */
  boolean uncarried() {
    return uncarried;
  }

  String label() {
    return caller.label();
  }

  int epoch() {
    return epoch;
  }

  Recorder recorder() {
    return recorder.get();
  }

  State state() {
    return state;
  }

  void state(State after) {
    state = after;
  }

  /** It has missed a call. */
  void miss() {
    lost |= caller.keepsState();
  }

  /**
   * Begins anew where the call says so.
   *
   * @return false when it cannot run the call: it missed one before, and has no fresh state
   * @throws LoadFailure the candidate has no way to make the state
   */
  boolean prepare(CallCopy.Start start, Candidate candidate, Tally tally) throws LoadFailure {
    if (start != null) {
      take(start, candidate);
      if (began) {
        epoch++;
        recorder.get().resumed(state.step(), epoch, RESYNCED);
        tally.resynced();
      }
      lost = false;
      began = true;
    }
    return !lost;
  }

  private void take(CallCopy.Start start, Candidate candidate) throws LoadFailure {
    if (!caller.keepsState()) {
      state = candidate.fresh(caller.rows(), start.step());
      return;
    }
    try {
      state = candidate.carry(start.state());
    } catch (LoadFailure e) {
      uncarried = true;
      throw e;
    }
  }

  Outputs outputs(ModelCard card, int time) {
    if (time != outputsTime) {
      outputs = Outputs.allocate(card, time, caller.rows());
      outputsTime = time;
    }
    return outputs;
  }

  /** Ends its streams with a marker. */
  void end(String reason) {
    try {
      recorder.get().end(reason);
    } catch (RuntimeException e) {
      System.getLogger("org.hillock.registry")
          .log(
              System.Logger.Level.WARNING,
              "end of the shadow of " + caller.label() + ": " + FailureText.of(e));
    }
  }
}
