package org.hillock.registry.internal;

import org.hillock.api.model.State;

/**
 * How one session gets to a new version.
 *
 * @param session that moves
 * @param way by which
 * @param state with which it goes on; null when it is lost
 * @param problem why it is lost, or an empty text
 */
record Move(SessionHandle session, Way way, State state, String problem) {
  /** Ways, best first. */
  enum Way {
    /** The layouts are equal. */
    SAME,
    /** By a migration of the new version. */
    FORWARD,
    /** By the way back of the old version's migration. */
    BACKWARD,
    /** Back to a state kept at an earlier swap. */
    KEPT,
    /** Not at all. */
    LOST
  }
}
