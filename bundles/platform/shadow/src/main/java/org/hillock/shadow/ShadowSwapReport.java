package org.hillock.shadow;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.VersionId;

/**
 * What was measured and what came of it.
 *
 * @param live the version that was live during the comparison
 * @param candidate the version beside it
 * @param numbers what the shadow counted since the analysis ran; differences and times over all its
 *     calls
 * @param drifts by site, in the order of the live version's card
 * @param refusals one line for each bound that was broken; empty when the candidate went live
 * @param swap the swap that happened
 * @param unload of the candidate when it was refused, else of the version that was live
 */
public record ShadowSwapReport(
    VersionId live,
    VersionId candidate,
    ShadowNumbers numbers,
    List<SiteDrift> drifts,
    List<String> refusals,
    Optional<SwapReport> swap,
    CompletableFuture<SwapReport.Unload> unload) {
  public ShadowSwapReport {
    drifts = List.copyOf(drifts);
    refusals = List.copyOf(refusals);
  }

  /** Whether the candidate went live. */
  public boolean swapped() {
    return swap.isPresent();
  }
}
