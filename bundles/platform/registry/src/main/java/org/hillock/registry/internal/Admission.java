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
    Recording recording = handle.recording();
    while (true) {
      Recorder recorder = recording.forCall(until);
      if (recorder.active()) {
        check(handle, inputs, outputs);
        if (admitted(handle, recorder, until)) {
          return recorder;
        }
      } else if (recording.isCurrent()) {
        requireNothing(handle);
        return null;
      }
    }
  }

  /** False when the recorder was replaced meanwhile. */
  private static boolean admitted(Handle handle, Recorder recorder, long until) {
    long most = handle.desk().limits().tapBlock().toNanos();
    try {
      recorder.admit(Math.min(until - System.nanoTime(), most));
      return true;
    } catch (BackpressureException e) {
      if (handle.recording().isCurrent() || System.nanoTime() - until > 0) {
        throw e;
      }
      return false;
    }
  }

  private static void check(Handle handle, Inputs inputs, Outputs outputs) {
    Loaded likely = handle.desk().table().live(handle.route().index());
    if (likely != null && inputs != null) {
      Border.check(likely.card(), handle.options().rows(), inputs, outputs);
    }
  }

  private static void requireNothing(Handle handle) {
    if (handle.durable()) {
      throw new BackpressureException(
          handle.kind()
              + " "
              + handle.label()
              + " is durable: expected an activation service that keeps its state, got none");
    }
  }
}
