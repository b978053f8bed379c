package org.hillock.registry.internal;

import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.spi.Recorder;

/** What a call waits for before it takes a lease: room for its frames, and its state if durable. */
final class Admission {
  private Admission() {}

  /**
   * Waits for room, holding no lease; null when nothing records.
   *
   * @param inputs null where they are not known yet
   */
  static Recorder await(Handle handle, Inputs inputs, Outputs outputs, long until) {
    Recorder recorder = handle.recording().forCall(until);
    if (!recorder.active()) {
      if (handle.durable()) {
        throw new BackpressureException(
            handle.kind()
                + " "
                + handle.label()
                + " is durable: expected an activation service that keeps its state, got none");
      }
      return null;
    }
    Desk desk = handle.desk();
    Loaded likely = desk.table().live(handle.route().index());
    if (likely != null && inputs != null) {
      Border.check(likely.card(), handle.options().rows(), inputs, outputs);
    }
    recorder.admit(Math.min(until - System.nanoTime(), desk.limits().tapBlock().toNanos()));
    return recorder;
  }
}
