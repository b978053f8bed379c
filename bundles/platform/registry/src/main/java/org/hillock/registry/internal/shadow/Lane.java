package org.hillock.registry.internal.shadow;

import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;

/**
 * The live side of one handle's twin: copies its calls. Serial, like them. Never throws; whatever
 * hinders a copy makes a dropped call.
 */
public final class Lane {
  private final Backlog backlog;
  private final Tally tally;
  private final Twin twin;

  /** The twin needs a fresh start; set by both sides, cleared by this one. */
  private volatile boolean stale = true;

  private CallCopy.Start start;
  private boolean mirrored;
  private long number;
  private long began;
  private long nanos;

  Lane(Backlog backlog, Tally tally, Caller caller, Streams streams) {
    this.backlog = backlog;
    this.tally = tally;
    this.twin = new Twin(caller, streams);
  }

  Twin twin() {
    return twin;
  }

  /** The twin cannot go on from where it is. */
  void stale() {
    stale = true;
  }

  /** A call is about to enter the live version with this state. */
  void begin(State before, long call) {
    number = call;
    start = null;
    mirrored = !twin.uncarried() && (!stale || backlog.hasRoom());
    if (stale && mirrored) {
      try {
        start = new CallCopy.Start(twin.keepsState() ? before.snapshot() : null, before.step());
      } catch (RuntimeException | OutOfMemoryError e) {
        mirrored = false;
      }
    }
    began = System.nanoTime();
  }

  /** The live version has returned. */
  public void applied() {
    nanos = System.nanoTime() - began;
  }

  /** The call has succeeded. */
  public void returned(Inputs inputs, Outputs outputs) {
    if (twin.uncarried()) {
      return;
    }
    long size = CallCopy.bytes(inputs, outputs);
    if (!mirrored || !backlog.reserve(size)) {
      drop();
      return;
    }
    try {
      long event = inputs.eventTime();
      long micros = event >= 0 ? event : System.currentTimeMillis() * 1000 - nanos / 1000;
      Inputs in = CallCopy.copy(inputs, micros);
      Outputs out = CallCopy.copy(outputs);
      if (start != null) {
        stale = false;
      }
      tally.mirrored();
      backlog.add(new CallCopy(this, number, start, in, out, nanos, size));
    } catch (RuntimeException | OutOfMemoryError e) {
      backlog.giveBack(size);
      drop();
    } finally {
      start = null;
    }
  }

  private void drop() {
    start = null;
    stale |= twin.keepsState();
    tally.dropped();
  }

  /** The call has no result. The state is another now, or there is none any more. */
  public void failed() {
    start = null;
    stale |= twin.keepsState();
  }
}
