package org.hillock.api.activation;

/** A tap that cannot be opened: the message says why and what to do. */
public class TapRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TapRefusedException(String message) {
    super(message);
  }
}
