package org.hillock.shell.internal;

/** Words that end an interactive shell. */
final class Leave {
  private Leave() {}

  static boolean isAsked(String line) {
    String word = line.strip();
    return word.equals("exit") || word.equals("quit");
  }
}
