package org.hillock.frame;

/**
 * Bytes that are not a well-formed frame: one line with what was expected, what came, and where.
 */
public class FrameFormatException extends Exception {
  private static final long serialVersionUID = 1;

  public FrameFormatException(String message) {
    super(message, null, false, false);
  }
}
