package org.hillock.registry.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;
import org.hillock.api.spi.StreamPositions;

/**
 * The activation service of the moment; handles notice a change by the object. One that follows
 * another takes over its taps.
 */
public final class RecorderSource {
  /** Records nothing. */
  static final Recorder NONE = new SilentRecorder();

  /** How long calls wait for the next service after one that had lossless taps. */
  private static final long REPLACEMENT = TimeUnit.SECONDS.toNanos(5);

  private volatile Recorders current;

  /** Guarded by this. */
  private List<Tap> taps = List.of();

  /** Guarded by this. */
  private long awaitedUntil = System.nanoTime();

  /** Null when there is none. */
  public Recorders current() {
    return current;
  }

  /** Where sessions stand in the log; empty without a service or a log. */
  Optional<StreamPositions> positions() {
    Recorders now = current;
    return now == null ? Optional.empty() : now.positions();
  }

  /** Sets the service; null when it goes. */
  public synchronized void set(Recorders recorders) {
    if (current != null) {
      taps = tapsOf(current);
    }
    if (recorders != null && !taps.isEmpty()) {
      recorders.adopt(taps);
      taps = List.of();
    }
    current = recorders;
    notifyAll();
  }

  /** Takes {@code recorders} away unless another came already. */
  public synchronized void unset(Recorders recorders) {
    if (current == recorders) {
      taps = tapsOf(recorders);
      boolean lossless = taps.stream().anyMatch(t -> t.delivery() == Delivery.LOSSLESS);
      awaitedUntil = System.nanoTime() + (lossless ? REPLACEMENT : 0);
      current = null;
    }
  }

  /**
   * The service, or the next one where calls must wait for it; null when there is none in time, and
   * then calls run unrecorded.
   */
  synchronized Recorders await(long until) {
    try {
      while (current == null) {
        long now = System.nanoTime();
        long left = Math.min(until - now, awaitedUntil - now);
        if (left <= 0) {
          return null;
        }
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return current;
  }

  private static List<Tap> tapsOf(Recorders recorders) {
    try {
      return List.copyOf(recorders.openTaps());
    } catch (RuntimeException e) {
      System.getLogger("org.hillock.registry")
          .log(System.Logger.Level.WARNING, "taps are not taken over: " + FailureText.of(e));
      return List.of();
    }
  }
}
