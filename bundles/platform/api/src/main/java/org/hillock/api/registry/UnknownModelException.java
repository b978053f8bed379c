package org.hillock.api.registry;

/** No model, version or alias of that name; the message gives the nearest ones. */
public class UnknownModelException extends RegistryException {
  private static final long serialVersionUID = 1;

  public UnknownModelException(String message) {
    super(message);
  }
}
