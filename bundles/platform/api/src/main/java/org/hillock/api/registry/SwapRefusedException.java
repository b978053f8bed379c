package org.hillock.api.registry;

/** The swap did not happen and everything is as before; the message says why. */
public class SwapRefusedException extends RegistryException {
  private static final long serialVersionUID = 1;

  public SwapRefusedException(String message) {
    super(message);
  }
}
