package org.hillock.registry.internal;

import java.util.concurrent.TimeUnit;

/**
 * The time of {@link System#nanoTime} as it was at the last tick of {@link Watch}: reading it costs
 * a memory access, where the real clock costs more than the rest of a lease. Good enough for
 * deadlines of 10 s or more; shorter ones are counted exactly.
 */
final class CoarseClock {
  private static final long COARSE_FROM = TimeUnit.SECONDS.toNanos(10);
  private static final long MARGIN = TimeUnit.SECONDS.toNanos(1);

  private volatile long now = System.nanoTime();

  void tick() {
    now = System.nanoTime();
  }

  /** When a call with that much patience begins. */
  long start(long patience) {
    return patience >= COARSE_FROM ? now : System.nanoTime();
  }

  /** Whether the deadline of a call with that much patience has passed; exact near it. */
  boolean isOver(long until, long patience) {
    if (patience >= COARSE_FROM && until - now > MARGIN) {
      return false;
    }
    return System.nanoTime() - until > 0;
  }
}
