package org.hillock.registry.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggests names by edit distance (V. I. Levenshtein, 1966). */
final class NearestNames {
  private static final int SHOWN = 3;

  private NearestNames() {}

  static List<String> of(String wanted, Collection<String> names) {
    return names.stream()
        .sorted(Comparator.comparingInt((String n) -> distance(wanted, n)).thenComparing(n -> n))
        .limit(SHOWN)
        .toList();
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
