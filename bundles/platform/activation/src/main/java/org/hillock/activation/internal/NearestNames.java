package org.hillock.activation.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The names that someone may have meant. */
final class NearestNames {
  private static final int MANY = 3;

  private NearestNames() {}

  /** Up to three names, nearest first, for the end of a message. */
  static String of(String wrong, Collection<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    return names.stream()
        .sorted(
            Comparator.comparingInt((String n) -> distance(wrong, n))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MANY)
        .collect(Collectors.joining(", "));
  }

  /** Edits (insert, delete, replace one character) from one text to the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
