package org.hillock.registry.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.hillock.api.registry.DeadlineException;
import org.hillock.api.registry.UnavailableException;

/** How a call gets its turn: one after another on the handle, between swaps, on a live version. */
final class Turn {
  private final Desk desk;
  private final Route route;
  private final Duration deadline;
  private final ReentrantLock serial = new ReentrantLock(true);
  private final Slot slot = new Slot();

  Turn(Desk desk, Route route, Duration deadline) {
    this.desk = desk;
    this.route = route;
    this.deadline = deadline;
  }

  Slot slot() {
    return slot;
  }

  /** Waits for the calls before this one. */
  void lock(long until) {
    if (serial.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "expected calls on one handle of model "
              + route.name()
              + " one after another, got one inside another");
    }
    if (!serial.hasQueuedThreads() && serial.tryLock()) {
      return;
    }
    try {
      if (!serial.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw late("while another call on the same handle ran");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  boolean tryLock() {
    return serial.tryLock();
  }

  void unlock() {
    serial.unlock();
  }

  /** Enters the slot, after a swap that has it. */
  void begin(long now, long until) {
    while (!slot.begin(now, until)) {
      try {
        if (!slot.awaitReleased(until)) {
          throw late("while a swap held it");
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  /** Pins the live version; null when there is none. */
  Loaded pin() {
    while (true) {
      Loaded version = desk.table().live(route.index());
      if (version == null) {
        return null;
      }
      slot.pin(version);
      if (!version.closed()) {
        return version;
      }
      slot.unpin();
      Thread.onSpinWait();
    }
  }

  /** When a call that finds nothing live gives up. */
  long giveUp(long until) {
    return Math.min(until, System.nanoTime() + desk.limits().gapWait().toNanos());
  }

  /** Waits until something is live; not at all in a thread that holds a lease. */
  void awaitLive(long until) {
    boolean leased = desk.handles().leaseHeldBy(Thread.currentThread());
    try {
      if (!desk.table().await(route.index(), leased ? System.nanoTime() : until)) {
        throw new UnavailableException(
            "expected a live version of model "
                + route.name()
                + ", got none "
                + (leased
                    ? "for a thread that holds a lease"
                    : "within " + desk.limits().gapWait().toMillis() + " ms"));
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private DeadlineException late(String when) {
    return new DeadlineException(
        "expected to start a call on model "
            + route.name()
            + " within "
            + deadline.toMillis()
            + " ms, got no turn "
            + when);
  }

  private UnavailableException interrupted() {
    Thread.currentThread().interrupt();
    return new UnavailableException(
        "model " + route.name() + ": interrupted while waiting for a turn");
  }
}
