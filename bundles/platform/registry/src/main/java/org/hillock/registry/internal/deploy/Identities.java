package org.hillock.registry.internal.deploy;

import java.util.HashMap;
import java.util.Map;
import org.hillock.api.registry.VersionId;

/**
 * Identities of versions. Where two jars have the same name, version and checkpoint but differ, the
 * later one's bundle version carries the start of its SHA-256, as in {@code 1.0.0+3fa94c01}.
 */
final class Identities {
  private static final int SHOWN = 8;

  // guarded by this
  private final Map<VersionId, String> jars = new HashMap<>();

  /** Remembers the jar of an identity from an earlier run. */
  synchronized void known(VersionId id, String jar) {
    if (!jar.isEmpty()) {
      jars.putIfAbsent(id, jar);
    }
  }

  /**
   * The identity of a version.
   *
   * @param jar SHA-256 of its jar, or an empty text for a bundle that others installed
   */
  synchronized VersionId of(
      String model, String bundle, String bundleVersion, String checkpoint, String jar) {
    VersionId plain = new VersionId(model, bundle, bundleVersion, checkpoint);
    if (jar.isEmpty() || jar.equals(jars.computeIfAbsent(plain, id -> jar))) {
      return plain;
    }
    String marked = bundleVersion + "+" + jar.substring(0, SHOWN);
    VersionId id = new VersionId(model, bundle, marked, checkpoint);
    jars.put(id, jar);
    return id;
  }
}
