package org.hillock.registry.internal.deploy;

import org.hillock.api.registry.VersionId;

/** A live version that others stopped. Used by the recovery's thread. */
final class Lost {
  private final VersionId id;
  private final long bundleId;
  private long tried = -1;
  private boolean unresolved;
  private long quietSince = System.nanoTime();

  Lost(VersionId id, long bundleId) {
    this.id = id;
    this.bundleId = bundleId;
  }

  VersionId id() {
    return id;
  }

  long bundleId() {
    return bundleId;
  }

  /** Whether this is the first try with that service. */
  boolean firstTry(long serviceId) {
    boolean first = tried != serviceId;
    tried = serviceId;
    return first;
  }

  /** Its bundle was unresolved: a refresh or an update, not a plain stop. */
  void unresolved() {
    unresolved = true;
  }

  /** True once after it was unresolved. */
  boolean takeUnresolved() {
    boolean was = unresolved;
    unresolved = false;
    return was;
  }

  void stirred() {
    quietSince = System.nanoTime();
  }

  /** Nanoseconds since something happened to its bundle. */
  long quiet() {
    return System.nanoTime() - quietSince;
  }
}
