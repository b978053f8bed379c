package org.hillock.api.registry;

/** The model threw; the message has its text. */
public class ModelFailedException extends RegistryException {
  private static final long serialVersionUID = 1;

  public ModelFailedException(String message) {
    super(message);
  }
}
