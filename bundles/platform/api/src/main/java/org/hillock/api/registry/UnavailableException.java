package org.hillock.api.registry;

/** Nothing served the model within the time that a caller waits for a replacement. */
public class UnavailableException extends RegistryException {
  private static final long serialVersionUID = 1;

  public UnavailableException(String message) {
    super(message);
  }
}
