package org.hillock.itests.analyses;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes sooner or later. */
final class Await {
  private static final long LIMIT_NANOS = 120_000_000_000L;

  private Await() {}

  static void until(BooleanSupplier condition, Supplier<String> expected)
      throws InterruptedException {
    long limit = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - limit > 0) {
        throw new AssertionError("expected " + expected.get());
      }
      Thread.sleep(100);
    }
  }
}
