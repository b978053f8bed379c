package org.hillock.api.registry;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param at when
 * @param type what
 * @param model that it is about, or an empty text
 * @param version as text, or an empty text
 * @param text one line for people
 */
public record RegistryEvent(Instant at, Type type, String model, String version, String text) {
  /** Kinds of events. */
  public enum Type {
    CANDIDATE_ADDED,
    CHECK_PASSED,
    CHECK_FAILED,
    SESSION_OPENED,
    SESSION_CLOSED,
    SESSION_RESUMED,
    SESSION_SUSPENDED,
    SESSION_WENT_BACK,
    WENT_LIVE,
    SWAP_REFUSED,
    SHADOW_BEGAN,
    SHADOW_ENDED,
    DRAINED,
    LEASE_REVOKED,
    UNLOADED,
    LOST,
    RESTORED,
    DEPLOY_REFUSED
  }
}
