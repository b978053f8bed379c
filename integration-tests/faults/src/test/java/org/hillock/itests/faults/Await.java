package org.hillock.itests.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for what other processes do. */
final class Await {
  static final Duration LIMIT = Duration.ofSeconds(90);
  private static final long POLL_MS = 20;

  private Await() {}

  static void until(Callable<Boolean> condition, Supplier<String> what) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("expected within " + LIMIT.toSeconds() + " s: " + what.get());
      }
      Thread.sleep(POLL_MS);
    }
  }
}
