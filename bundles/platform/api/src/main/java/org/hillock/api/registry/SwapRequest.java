package org.hillock.api.registry;

import java.util.List;

/**
 * What shall become live.
 *
 * @param versions one for each model that changes; several move at one moment
 * @param unmigratable what happens when a session's state cannot be carried over
 */
public record SwapRequest(List<VersionId> versions, Unmigratable unmigratable) {
  /** What happens with sessions that the new version cannot carry on. */
  public enum Unmigratable {
    /** The swap is refused and names them. */
    REFUSE,
    /** They end with a marker. */
    END
  }

  public SwapRequest {
    versions = List.copyOf(versions);
    if (versions.isEmpty()
        || versions.stream().map(VersionId::model).distinct().count() != versions.size()) {
      throw new IllegalArgumentException(
          "expected one version for each of one or more models, got " + versions);
    }
  }

  /** A swap that refuses to lose sessions. */
  public static SwapRequest to(VersionId... versions) {
    return new SwapRequest(List.of(versions), Unmigratable.REFUSE);
  }
}
