package org.hillock.shadow.internal;

/** A shadow swap that did not do what it was asked; the message is one line. */
public final class ShadowSwapException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ShadowSwapException(String message) {
    super(message);
  }
}
