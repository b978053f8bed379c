package org.hillock.api.registry;

/** The file cannot be deployed; the message says why. Nothing changed. */
public class DeployException extends RegistryException {
  private static final long serialVersionUID = 1;

  public DeployException(String message) {
    super(message);
  }
}
