package org.hillock.api.registry;

import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions of several models, pinned at one moment. Used by the thread that took it; close it soon.
 */
@ProviderType
public interface Lease extends AutoCloseable {
  /** The pinned version of one part. */
  VersionId version(Client part);

  /** Calls one part; errors as {@link Client#apply}. */
  VersionId apply(Client part, Inputs inputs, Outputs outputs);

  @Override
  void close();
}
