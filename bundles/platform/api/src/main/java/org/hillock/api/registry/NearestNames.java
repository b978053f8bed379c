package org.hillock.api.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The known names that somebody may have meant by an unknown one. */
public final class NearestNames {
  private static final int SHOWN = 3;

  private NearestNames() {}

  /** The three names that differ least; those that begin with it come first. */
  public static List<String> of(String name, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparing((String k) -> !k.startsWith(name))
                .thenComparing(k -> distance(name, k))
                .thenComparing(k -> k))
        .limit(SHOWN)
        .toList();
  }

  /**
   * The same for the end of a message: {@code ; nearest: a, b}, or an empty text when none is
   * known.
   */
  public static String hint(String name, Collection<String> known) {
    List<String> nearest = of(name, known);
    return nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest);
  }

  /** Edits of single characters from one text to the other (V. I. Levenshtein, 1966). */
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
