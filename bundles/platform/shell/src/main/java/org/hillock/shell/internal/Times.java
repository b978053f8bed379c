package org.hillock.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people. */
final class Times {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private Times() {}

  static String clock(Instant at) {
    return CLOCK.format(at);
  }

  static String ago(Instant at) {
    long seconds = Math.max(0, Duration.between(at, Instant.now()).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : clock(at);
  }

  static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }

  /** Microseconds since 1970. */
  static String micros(long at) {
    return clock(Instant.ofEpochSecond(at / 1_000_000, at % 1_000_000 * 1000));
  }
}
