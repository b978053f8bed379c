package org.hillock.itests.faults;

import java.time.Duration;
import java.util.Random;

/**
 * How much of the campaign runs: the system property {@code hillock.faults} is {@code tenth} or
 * {@code full}. Random moments come from {@code hillock.faults.seed}, or a seed that is printed.
 */
final class Scale {
  private static final boolean FULL = full(System.getProperty("hillock.faults", "tenth"));
  private static final long SEED = Long.getLong("hillock.faults.seed", 0);

  private Scale() {}

  private static boolean full(String value) {
    if (!value.equals("full") && !value.equals("tenth")) {
      throw new IllegalArgumentException("hillock.faults: expected tenth or full, got " + value);
    }
    return value.equals("full");
  }

  static boolean full() {
    return FULL;
  }

  /** A tenth of {@code full}, at least 1, or all of it. */
  static int times(int full) {
    return FULL ? full : Math.max(1, full / 10);
  }

  /** A tenth of {@code full}, or all of it. */
  static Duration time(Duration full) {
    return FULL ? full : full.dividedBy(10);
  }

  static Random random(String what) {
    long seed = SEED != 0 ? SEED : System.nanoTime() & 0xFFFFFFFFL;
    say("%s: seed %d (-Dhillock.faults.seed=%d makes the same moments)", what, seed, seed);
    return new Random(seed);
  }

  static void say(String format, Object... values) {
    System.out.printf("faults (" + (FULL ? "full" : "tenth") + "): " + format + "%n", values);
  }
}
