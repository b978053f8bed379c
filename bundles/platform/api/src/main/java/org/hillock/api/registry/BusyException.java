package org.hillock.api.registry;

/** As many calls run as the route allows. */
public class BusyException extends RegistryException {
  private static final long serialVersionUID = 1;

  public BusyException(String message) {
    super(message);
  }
}
