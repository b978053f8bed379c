package org.hillock.api.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * How the calls of a handle are made.
 *
 * @param name for display
 * @param rows batch rows of every call; each is a stream
 * @param deadline of a call, waiting included; then {@link DeadlineException}. One of 10 s or more
 *     is counted in steps of 50 ms.
 */
public record CallOptions(String name, int rows, Duration deadline) {
  /** One row, 60 s. */
  public static final CallOptions DEFAULT = new CallOptions("", 1, Duration.ofSeconds(60));

  public CallOptions {
    Objects.requireNonNull(name, "name");
    if (rows < 1 || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(
          "expected 1 row or more and a deadline above 0, got " + rows + " rows and " + deadline);
    }
  }
}
