package org.hillock.api.registry;

/**
 * What the registry tells callers. It never has a cause: a model's own exceptions would keep its
 * class loader.
 */
public abstract class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RegistryException(String message) {
    super(message, null);
  }
}
