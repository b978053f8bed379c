package org.hillock.stream.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread wait for work that other threads bring. While work keeps coming the thread looks
 * for it every millisecond, so that bringing it costs one volatile read and no system call.
 */
final class Sleeper {
  private static final long LOOK_NANOS = 1_000_000;
  private static final long BUSY_NANOS = 100_000_000;

  private volatile Thread parked;
  private long lastWork;

  /** Called by those who bring work, after they have brought it. */
  void wake() {
    Thread thread = parked;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Called by the waiting thread when it found work. */
  void worked() {
    lastWork = System.nanoTime();
  }

  /** Waits until there may be work; {@code work} is asked once more before a long wait. */
  void await(long nanos, BooleanSupplier work) {
    if (System.nanoTime() - lastWork < BUSY_NANOS) {
      LockSupport.parkNanos(this, Math.min(nanos, LOOK_NANOS));
      return;
    }
    parked = Thread.currentThread();
    if (!work.getAsBoolean()) {
      LockSupport.parkNanos(this, nanos);
    }
    parked = null;
  }
}
