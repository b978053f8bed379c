package org.hillock.store;

/** Names with at most one star, which stands for any text. */
final class NamePattern {
  private NamePattern() {}

  /** What the star stands for in a name: an empty text without a star, null when it differs. */
  static String star(String pattern, String name) {
    int at = pattern.indexOf('*');
    if (at < 0) {
      return pattern.equals(name) ? "" : null;
    }
    String before = pattern.substring(0, at);
    String after = pattern.substring(at + 1);
    boolean fits =
        name.length() >= before.length() + after.length()
            && name.startsWith(before)
            && name.endsWith(after);
    return fits ? name.substring(before.length(), name.length() - after.length()) : null;
  }

  /** The pattern with a text in place of its star. */
  static String fill(String pattern, String star) {
    return pattern.replace("*", star);
  }
}
