package org.hillock.stream.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Whether the broker can take more records; who can wait with new ones waits here. */
final class Room {
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private volatile String shortage = "";

  /** Empty, or one line that says what the broker lacks. */
  String shortage() {
    return shortage;
  }

  boolean isThere() {
    return shortage.isEmpty();
  }

  synchronized void shortage(String text) {
    shortage = text;
    notifyAll();
  }

  /**
   * Waits until there is room.
   *
   * @param nanos how long at most
   * @param over whether waiting makes no sense any more
   * @return what is left of {@code nanos}; below 0 when there is no room
   */
  long await(long nanos, BooleanSupplier over) throws InterruptedException {
    if (shortage.isEmpty()) {
      return nanos;
    }
    long end = System.nanoTime() + nanos;
    synchronized (this) {
      while (!shortage.isEmpty()) {
        long left = end - System.nanoTime();
        if (left <= 0 || over.getAsBoolean()) {
          return -1;
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, SLICE_NANOS));
      }
    }
    return Math.max(0, end - System.nanoTime());
  }
}
