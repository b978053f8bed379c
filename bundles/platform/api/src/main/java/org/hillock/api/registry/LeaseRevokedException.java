package org.hillock.api.registry;

/**
 * The call overstayed a drain's limit: its result and frames are discarded. The message gives
 * model, version, time held and thread.
 */
public class LeaseRevokedException extends RegistryException {
  private static final long serialVersionUID = 1;

  public LeaseRevokedException(String message) {
    super(message);
  }
}
