package org.hillock.api.registry;

/**
 * A lossless tap could not take the call's frames in time: the call was refused before it started,
 * nothing was lost. The message says where the tap stands.
 */
public class BackpressureException extends RegistryException {
  private static final long serialVersionUID = 1;

  public BackpressureException(String message) {
    super(message);
  }
}
