package org.hillock.registry.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.registry.NearestNames;
import org.hillock.api.registry.UnknownModelException;
import org.hillock.api.registry.VersionId;

/** All versions known, in the order in which they came. */
final class Catalogue {
  // guarded by this
  private final Map<VersionId, Version> versions = new LinkedHashMap<>();

  /** The version of that identity; made where there is none, else given the new source. */
  synchronized Version put(VersionId id, Source source) {
    Version known = versions.get(id);
    if (known != null) {
      known.source(source);
      return known;
    }
    Version version = new Version(id, source);
    versions.put(id, version);
    return version;
  }

  synchronized Version find(VersionId id) {
    return versions.get(id);
  }

  Version require(VersionId id) {
    Version version = find(id);
    if (version == null) {
      List<String> names = of(id.model()).stream().map(v -> v.id().toString()).toList();
      throw new UnknownModelException(
          "expected a version of model "
              + id.model()
              + ", got "
              + id
              + NearestNames.hint(id.toString(), names));
    }
    return version;
  }

  synchronized boolean remove(VersionId id) {
    return versions.remove(id) != null;
  }

  synchronized List<Version> all() {
    return List.copyOf(versions.values());
  }

  /** Versions of a model, newest first. */
  synchronized List<Version> of(String model) {
    List<Version> found = new ArrayList<>();
    for (Version v : versions.values()) {
      if (v.id().model().equals(model)) {
        found.add(v);
      }
    }
    Collections.reverse(found);
    return found;
  }
}
