package org.hillock.api.registry;

/**
 * A session cannot be kept in the log, or not be resumed from it, as things are now. The message
 * says what is missing. Nothing changed: a session that could be resumed still can.
 */
public class NotDurableException extends RegistryException {
  private static final long serialVersionUID = 1;

  public NotDurableException(String message) {
    super(message);
  }
}
