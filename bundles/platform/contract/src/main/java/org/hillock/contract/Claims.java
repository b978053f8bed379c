package org.hillock.contract;

import java.util.Locale;

/** Assertions with a sentence. */
final class Claims {
  private Claims() {}

  static void that(boolean holds, String format, Object... values) {
    if (!holds) {
      throw new AssertionError(String.format(Locale.ROOT, format, values));
    }
  }

  static void thrown(Class<? extends Exception> expected, String when, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException e) {
      that(expected.isInstance(e), "expected %s %s, got %s", expected.getSimpleName(), when, e);
      that(
          e.getMessage() != null,
          "expected a message with the %s %s",
          expected.getSimpleName(),
          when);
      return;
    }
    throw new AssertionError(
        "expected " + expected.getSimpleName() + " " + when + ", got no exception");
  }
}
