package org.hillock.api.registry;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Small JSON or text documents beside versions; at most 1 MiB each. They outlive the version. */
@ProviderType
public interface Notes {
  /** Names of a version's notes. */
  Set<String> names(VersionId version);

  Optional<String> get(VersionId version, String name);

  /** Writes a note; {@code name} is {@code [a-z0-9.-]{1,64}}. */
  void put(VersionId version, String name, String text);
}
