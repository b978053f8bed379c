package org.hillock.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A valid header: entries in its order, which together cover the data without gap or overlap. */
record Header(Map<String, String> metadata, List<Entry> entries) {
  /** One tensor; offsets count from the end of the header. */
  record Entry(String name, ElementType type, int[] shape, long begin, long end) {}

  List<Entry> byOffset() {
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
        .toList();
  }
}
