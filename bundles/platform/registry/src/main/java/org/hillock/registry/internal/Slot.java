package org.hillock.registry.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The lease of one handle: names the version that its running call pins, in the manner of hazard
 * pointers (M. M. Michael, IEEE TPDS 15(6), 2004). The caller writes {@code held} and then looks
 * whether the version is closed; a drain closes the version and then looks at all slots: one of
 * them sees the other.
 *
 * <p>The low bits of {@code phase} move IDLE, RUNNING, SETTLED, IDLE in a call; RUNNING to REVOKED
 * by a drain; IDLE to LOCKED and back by a swap. Only compare-and-set takes it out of IDLE and
 * RUNNING. The high bits count the calls, so that nobody revokes a later call by mistake.
 */
final class Slot {
  private static final long IDLE = 0;
  private static final long RUNNING = 1;
  private static final long SETTLED = 2;
  private static final long REVOKED = 3;
  private static final long LOCKED = 4;
  private static final long MASK = 7;
  private static final long POLL_NANOS = 50_000;
  private static final VarHandle PHASE;
  private static final VarHandle HELD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PHASE = lookup.findVarHandle(Slot.class, "phase", long.class);
      HELD = lookup.findVarHandle(Slot.class, "held", Loaded.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long phase;
  private volatile Loaded held;
  private volatile boolean wanted;
  private Thread thread;
  private long since;
  private long deadline;
  private boolean late;

  /** Enters a call; false while a swap has the slot or waits for it. */
  boolean begin(long now, long until) {
    long idle = phase;
    if (wanted || (idle & MASK) != IDLE) {
      return false;
    }
    thread = Thread.currentThread();
    since = now;
    deadline = until;
    late = false;
    return PHASE.compareAndSet(this, idle, idle + RUNNING);
  }

  void pin(Loaded version) {
    held = version;
  }

  void unpin() {
    held = null;
  }

  /** Ends the time in which the call can be revoked; false when it was. */
  boolean settle() {
    long running = phase;
    if ((running & MASK) == RUNNING
        && PHASE.compareAndSet(this, running, running - RUNNING + SETTLED)) {
      return true;
    }
    clearInterrupt();
    return false;
  }

  /** Sets the deadline of the next call under the same lease. */
  synchronized void deadline(long until) {
    deadline = until;
  }

  /** After {@link #settle}, a further call under the same lease may begin. */
  synchronized void again() {
    deadline = System.nanoTime() + Long.MAX_VALUE / 2;
    long settled = phase;
    if ((settled & MASK) == SETTLED) {
      phase = settled - SETTLED + RUNNING;
    }
  }

  void leave() {
    long now = phase;
    if ((now & MASK) == REVOKED) {
      clearInterrupt();
    }
    HELD.setRelease(this, null);
    thread = null;
    PHASE.setRelease(this, (now | MASK) + 1);
  }

  boolean revoked() {
    return (phase & MASK) == REVOKED;
  }

  /** Whether the revocation was for the call's own deadline. */
  synchronized boolean late() {
    return late;
  }

  /** Whether a call that was not revoked runs on {@code version}. */
  boolean holds(Loaded version) {
    return held == version && !revoked();
  }

  /** The version of the running call, or null. */
  Loaded held() {
    return held;
  }

  boolean heldBy(Thread other) {
    return held != null && thread == other;
  }

  /** When the running call began; Long.MAX_VALUE when none runs. */
  long since() {
    return held == null ? Long.MAX_VALUE : since;
  }

  /** Takes the lease away from a running call on {@code version}; its thread's name or null. */
  synchronized String revoke(Loaded version) {
    long running = phase;
    Thread caller = thread;
    if (held != version || caller == null || !toRevoked(running)) {
      return null;
    }
    caller.interrupt();
    return caller.getName();
  }

  /** Revokes a call that passed its deadline. */
  synchronized void revokeLate(long now) {
    long running = phase;
    Thread caller = thread;
    if (held != null && caller != null && now - deadline > 0 && toRevoked(running)) {
      late = true;
      caller.interrupt();
    }
  }

  private boolean toRevoked(long running) {
    return (running & MASK) == RUNNING
        && PHASE.compareAndSet(this, running, running - RUNNING + REVOKED);
  }

  /** Takes the slot between two calls, ahead of waiting callers; false when it stayed busy. */
  boolean lock(long nanos) {
    wanted = true;
    long end = System.nanoTime() + nanos;
    while (true) {
      long idle = phase;
      if ((idle & MASK) == IDLE && PHASE.compareAndSet(this, idle, idle + LOCKED)) {
        return true;
      }
      if (System.nanoTime() - end >= 0) {
        release();
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  void unlock() {
    phase = (phase | MASK) + 1;
    release();
  }

  /** Waits until no swap wants the slot; false at the end of the time. */
  synchronized boolean awaitReleased(long until) throws InterruptedException {
    while (wanted) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
    return true;
  }

  private synchronized void release() {
    wanted = false;
    notifyAll();
  }

  private synchronized void clearInterrupt() {
    Thread.interrupted();
  }
}
