package org.hillock.api.model;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes models of one kind from checkpoints. A model bundle registers it as a service with the
 * property {@link #FACTORY}.
 *
 * <p>A bundle may carry checkpoints of its own in the folder {@link #CARRIED}: each becomes a
 * version of the model that its card names. A factory that needs no checkpoint sets the property
 * {@link #MODELS} instead.
 */
@ConsumerType
public interface ModelFactory {
  /** Service property: name of the factory, {@code [a-z0-9-]{1,64}}. */
  String FACTORY = "hillock.factory";

  /** Service property: names of models to make from an empty checkpoint; optional. */
  String MODELS = "hillock.models";

  /** Folder inside the bundle with checkpoints, {@code *.safetensors}. */
  String CARRIED = "HILLOCK-INF/checkpoints";

  /**
   * Makes a model.
   *
   * @throws InputException when a tensor or setting is missing, unknown or of the wrong shape
   */
  Model create(Checkpoint checkpoint);

  /**
   * A migration of states of another layout to the layout of this factory's models.
   *
   * @param fromLayoutHash {@link StateLayout#hash()} of the state to migrate
   */
  default Optional<StateMigration> migration(String fromLayoutHash) {
    return Optional.empty();
  }
}
