package org.hillock.api.registry;

/** The session has ended; the message says why. */
public class SessionClosedException extends RegistryException {
  private static final long serialVersionUID = 1;

  public SessionClosedException(String message) {
    super(message);
  }
}
