package org.hillock.activation.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The next sequence number for each (row, site) of one delivery. Goes on over versions. */
final class Numbers {
  private final int rows;
  private final Map<String, long[]> next = new HashMap<>();

  /** Numbers that go on from {@code start}. */
  Numbers(int rows, Map<String, long[]> start) {
    this.rows = rows;
    start.forEach((site, numbers) -> next.put(site, Arrays.copyOf(numbers, rows)));
  }

  /** For reading, by site and row. */
  Map<String, long[]> all() {
    return next;
  }

  /** Next numbers by row, to be counted up by the caller. */
  long[] of(String site) {
    long[] numbers = next.get(site);
    if (numbers == null) {
      numbers = new long[rows];
      next.put(site, numbers);
    }
    return numbers;
  }

  /** Whether any frame was numbered. */
  boolean any() {
    for (long[] numbers : next.values()) {
      for (long n : numbers) {
        if (n > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
