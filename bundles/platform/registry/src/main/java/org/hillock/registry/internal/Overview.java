package org.hillock.registry.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.hillock.api.registry.VersionInfo.Phase;

/** Says what there is at one moment. */
final class Overview {
  private final Desk desk;
  private final Catalogue catalogue;
  private final Loader loader;

  Overview(Desk desk, Catalogue catalogue, Loader loader) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.loader = loader;
  }

  ModelInfo of(Route route) {
    List<VersionInfo> versions =
        catalogue.of(route.name()).stream().map(v -> v.info(leases(v.id()))).toList();
    long calls = route.calls();
    long failed = route.failed();
    for (Handle handle : desk.handles().open()) {
      if (handle.route() == route) {
        calls += handle.calls();
        failed += handle.failedCalls();
      }
    }
    Optional<VersionId> live =
        Optional.ofNullable(desk.table().live(route.index())).map(Loaded::id);
    return new ModelInfo(
        route.name(), route.aliases(), live, versions, route.options(), calls, failed);
  }

  /** Versions that wait for a swap and are not loaded. */
  Collection<VersionId> candidates() {
    return catalogue.all().stream()
        .filter(v -> v.phase() == Phase.CANDIDATE)
        .map(Version::id)
        .toList();
  }

  private int leases(VersionId id) {
    return loader.all().stream()
        .filter(v -> v.id().equals(id))
        .mapToInt(desk.handles()::leases)
        .sum();
  }
}
