package org.hillock.shell.internal;

/** A command that did not do what it was asked; the message is one line. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailedException(String message) {
    super(message);
  }
}
