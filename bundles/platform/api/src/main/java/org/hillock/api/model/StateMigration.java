package org.hillock.api.model;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns states of one layout into states of another. Works on copies and is called by one thread at
 * a time.
 */
@ConsumerType
public interface StateMigration {
  /** The new state; same rows, same step. {@code from} may be changed, it is a copy. */
  State forward(State from);

  /** The way back, where there is one: used by a rollback. */
  default Optional<State> backward(State to) {
    return Optional.empty();
  }
}
