package org.hillock.shell.internal;

/** How a command ended. */
final class Status {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private Status() {}
}
