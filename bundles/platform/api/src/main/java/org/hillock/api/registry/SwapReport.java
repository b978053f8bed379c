package org.hillock.api.registry;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A swap that happened.
 *
 * @param from versions that were live, in the order of the request's models; fewer when some were
 *     not
 * @param to versions that are live now
 * @param selfCheck time of the self-checks
 * @param migration time in which sessions were migrated and the routes moved
 * @param migrated sessions carried over
 * @param ended sessions that could not be carried over and ended
 * @param wentBack sessions that returned to a kept state under a higher epoch
 * @param unload what becomes of the old versions
 */
public record SwapReport(
    List<VersionId> from,
    List<VersionId> to,
    Duration selfCheck,
    Duration migration,
    int migrated,
    List<UUID> ended,
    List<UUID> wentBack,
    CompletableFuture<Unload> unload) {

  /**
   * How the old versions went.
   *
   * @param drained time until their last call had returned
   * @param revoked calls whose lease was revoked at the limit
   * @param stopped the bundles no longer run
   * @param unreferenced the registry and the framework hold nothing of them
   * @param collected completes with true when their class loaders are gone, or with false after 30
   *     s
   */
  public record Unload(
      Duration drained,
      int revoked,
      boolean stopped,
      boolean unreferenced,
      CompletableFuture<Boolean> collected) {}
}
