package org.hillock.record.internal;

/** A recording that cannot be made or replayed; the message is one line. */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RecordingException(String message) {
    super(message);
  }
}
