package org.hillock.registry.internal;

import java.util.stream.Collectors;

/** The text of a throwable, which is all of it that crosses the registry. */
public final class FailureText {
  private static final int LONGEST = 400;
  private static final int DEEPEST = 5;
  private static final int LINES = 4;

  private FailureText() {}

  /** One line with the texts of the throwable and its causes, whatever their own methods do. */
  public static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable next = thrown;
    for (int depth = 0; next != null && depth < DEEPEST; depth++) {
      String line = line(next);
      if (text.indexOf(line) < 0) {
        text.append(depth == 0 ? "" : ": ").append(line);
      }
      next = cause(next);
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString();
  }

  private static String line(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      String name = thrown.getClass().getSimpleName();
      String text = message == null ? name : name + ": " + message;
      return text.lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .limit(LINES)
          .collect(Collectors.joining("; "));
    } catch (Throwable unreadable) {
      return "a failure whose text cannot be read";
    }
  }

  private static Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable unreadable) {
      return null;
    }
  }
}
