package org.hillock.shell.internal;

/** A command that was called the wrong way. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
