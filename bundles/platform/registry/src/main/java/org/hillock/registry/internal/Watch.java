package org.hillock.registry.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Moves the coarse clock, and looks after calls that pass their deadline inside a model, and after
 * kept states.
 */
final class Watch implements AutoCloseable {
  private static final long TICK_MILLIS = 50;
  private static final long KEPT_MILLIS = 10_000;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("hillock-registry-watch"));

  Watch(Handles handles, CoarseClock clock, Runnable expireKept) {
    thread.scheduleWithFixedDelay(
        () -> tick(handles, clock), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    thread.scheduleWithFixedDelay(expireKept, KEPT_MILLIS, KEPT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void tick(Handles handles, CoarseClock clock) {
    clock.tick();
    long now = System.nanoTime();
    for (Handle handle : handles.open()) {
      handle.slot().revokeLate(now);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
