package org.hillock.registry.internal;

/** The text of a throwable, which is all of it that crosses the registry. */
public final class FailureText {
  private static final int LONGEST = 400;

  private FailureText() {}

  /** One line, whatever the throwable's own methods do. */
  public static String of(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      String name = thrown.getClass().getSimpleName();
      String text = message == null ? name : name + ": " + message;
      text = text.lines().findFirst().orElse(name);
      return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    } catch (Throwable unreadable) {
      return "a failure whose text cannot be read";
    }
  }
}
