package org.hillock.api.model;

import org.osgi.annotation.versioning.ConsumerType;

/** A model that gives gradients. */
@ConsumerType
public interface Trainable extends Model {
  /**
   * Runs whole sequences and keeps what the backward pass needs.
   *
   * @param inputs with lengths; every row is a whole sample
   * @param state consumed
   * @param mode TRAINING uses batch statistics and dropout
   * @param hooks interventions and taps work here too
   * @param key the source of all randomness of this pass
   */
  Pass forward(Inputs inputs, State state, Mode mode, Hooks hooks, RandomKey key);
}
