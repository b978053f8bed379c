package org.hillock.registry.internal.shadow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hillock.api.model.Hooks;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.spi.Recorder;
import org.hillock.registry.internal.FailureText;
import org.hillock.registry.internal.LoadFailure;

/** The work of a shadow's thread: mirrored calls, one after the other, through the candidate. */
final class Runner implements Runnable {
  private final Candidate candidate;
  private final Backlog backlog;
  private final Tally tally;
  private final Duration room;
  private final Consumer<String> failed;
  private volatile boolean over;
  private volatile long since;

  /**
   * A runner.
   *
   * @param room how long a call waits for lossless taps
   * @param failed gets the text of a candidate that threw
   */
  Runner(
      Candidate candidate, Backlog backlog, Tally tally, Duration room, Consumer<String> failed) {
    this.candidate = candidate;
    this.backlog = backlog;
    this.tally = tally;
    this.room = room;
    this.failed = failed;
  }

  @Override
  public void run() {
    try {
      while (!over) {
        backlog.take().run(this);
      }
    } catch (InterruptedException e) {
      over = true;
    } catch (Throwable t) {
      failed.accept("the shadow stopped: " + FailureText.of(t));
    }
  }

  /** Ends after the present call. */
  void end() {
    over = true;
    backlog.add(runner -> {});
  }

  /** How long the present call has been in the candidate, in ns; 0 when none is. */
  long busy() {
    long began = since;
    return began == 0 ? 0 : System.nanoTime() - began;
  }

  void call(CallCopy call) {
    Twin twin = call.lane().twin();
    if (twin.uncarried()) {
      tally.passed();
    }
    if (over || twin.uncarried() || !prepare(call, twin)) {
      return;
    }
    Recorder recorder = twin.recorder();
    boolean records = recorder.active();
    try {
      if (records) {
        recorder.admit(room.toNanos());
      }
    } catch (BackpressureException e) {
      miss(call, twin);
      return;
    }
    apply(call, twin, records ? recorder : null);
  }

  private boolean prepare(CallCopy call, Twin twin) {
    String problem;
    try {
      if (twin.prepare(call.start(), candidate, tally)) {
        return true;
      }
      miss(call, twin);
      return false;
    } catch (LoadFailure e) {
      problem = e.getMessage();
    } catch (Throwable t) {
      problem = FailureText.of(t);
    }
    if (twin.uncarried()) {
      tally.uncarried();
    } else {
      failed.accept(text(call, twin, problem));
    }
    return false;
  }

  private void miss(CallCopy call, Twin twin) {
    twin.miss();
    if (twin.keepsState()) {
      call.lane().stale();
    }
    tally.missed();
  }

  private void apply(CallCopy call, Twin twin, Recorder recorder) {
    String problem = null;
    Outputs outputs = null;
    long nanos = 0;
    since = System.nanoTime();
    try {
      call.inputs().check(candidate.card());
      outputs = twin.outputs(candidate.card(), call.inputs().time());
      State before = twin.state();
      long step = before.step();
      long began = System.nanoTime();
      Hooks hooks = Hooks.NONE;
      if (recorder != null) {
        hooks =
            recorder.begin(
                candidate.id(), candidate.card(), call.inputs(), call.number(), twin.epoch());
      }
      State after = candidate.model().apply(call.inputs(), before, outputs, hooks);
      nanos = System.nanoTime() - began;
      boolean fits =
          after != null && after.step() >= step && after.layout().equals(candidate.card().state());
      problem = fits ? null : "expected a state that goes on from apply, got " + after;
      twin.state(after);
    } catch (Throwable t) {
      problem = FailureText.of(t);
    } finally {
      since = 0;
    }
    if (problem != null) {
      if (recorder != null) {
        recorder.discard();
      }
      failed.accept(text(call, twin, problem));
      return;
    }
    if (recorder != null) {
      recorder.commit();
    }
    tally.compared(call, outputs, nanos);
  }

  private String text(CallCopy call, Twin twin, String problem) {
    return "candidate "
        + candidate.id()
        + " failed at call "
        + call.number()
        + " of "
        + twin.label()
        + ": "
        + problem;
  }

  /** A text for a call that does not end. */
  String hang(Duration limit) {
    return "candidate "
        + candidate.id()
        + " failed: expected a call to end within "
        + limit.toMillis()
        + " ms, got none after "
        + TimeUnit.NANOSECONDS.toMillis(busy())
        + " ms";
  }
}
