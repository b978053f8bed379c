package org.hillock.api.registry;

import org.hillock.api.model.State;
import org.osgi.annotation.versioning.ProviderType;

/** A client whose state goes on from call to call and changes version only between calls. */
@ProviderType
public interface Session extends Client {
  /** Number of the next step. */
  long step();

  /**
   * Number of the next call. After {@link Registry#resume} the one after the last call whose frames
   * and state are in the log: send again from there.
   */
  long call();

  /** Rises when the session goes back to an earlier state. */
  int epoch();

  /** A copy of its state, between calls. */
  State snapshot();
}
