package org.hillock.itests.activation;

import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
final class Await {
  private static final long LIMIT = 30_000_000_000L;

  private Await() {}

  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("expected within 30 s: " + what);
      }
      Thread.sleep(5);
    }
  }
}
