package org.hillock.broker.internal;

/** Waiting times between starts: 200 ms, doubled up to 10 s, and 200 ms again after a good run. */
final class Backoff {
  private static final long FIRST_MS = 200;
  private static final long LAST_MS = 10_000;
  private static final long GOOD_RUN_MS = 10_000;

  private long next = FIRST_MS;

  /** Returns the wait in ms after a process that had been ready for so many ms. */
  long after(long readyMillis) {
    if (readyMillis >= GOOD_RUN_MS) {
      next = FIRST_MS;
    }
    long wait = next;
    next = Math.min(LAST_MS, next * 2);
    return wait;
  }
}
