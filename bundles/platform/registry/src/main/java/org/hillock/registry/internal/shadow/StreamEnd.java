package org.hillock.registry.internal.shadow;

/** The handle of a twin has ended. */
record StreamEnd(Twin twin, String reason) implements Item {
  @Override
  public void run(Runner runner) {
    twin.end(reason);
  }
}
