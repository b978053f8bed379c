package org.hillock.api.registry;

/**
 * The deadline passed before the call could start or end; if it had entered the model its result is
 * discarded.
 */
public class DeadlineException extends RegistryException {
  private static final long serialVersionUID = 1;

  public DeadlineException(String message) {
    super(message);
  }
}
