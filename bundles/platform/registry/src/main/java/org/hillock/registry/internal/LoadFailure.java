package org.hillock.registry.internal;

/** Why a version cannot serve: one line. Never has a cause, which could be a bundle's. */
public final class LoadFailure extends Exception {
  private static final long serialVersionUID = 1;

  public LoadFailure(String message) {
    super(message, null, false, true);
  }
}
