package org.hillock.api.registry;

import java.util.UUID;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle for calls on one model. Calls on one handle are serial; use one for each thread.
 *
 * <p>A plain client resets its state before each call: each call is a whole sample, FIRST and LAST
 * on every row. Each row of its batch is a stream of activations.
 */
@ProviderType
public interface Client extends AutoCloseable {
  /** Random 128-bit identity of its streams. */
  UUID id();

  /** Name of the model. */
  String model();

  /** The card of the version that would serve a call now. */
  ModelCard card();

  /**
   * Calls the model.
   *
   * @param inputs checked before anything changes
   * @param outputs filled on return
   * @return the version that computed them
   * @throws org.hillock.api.model.InputException inputs or outputs do not fit; nothing changed
   * @throws RegistryException one of its kinds; the registry never retries a call that entered the
   *     model
   */
  VersionId apply(Inputs inputs, Outputs outputs);

  /** Ends its streams with a marker. */
  @Override
  void close();
}
