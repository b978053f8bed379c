package org.hillock.registry.internal;

import java.util.List;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;

/** A swap to what was live before. Used by the swap thread. */
final class Rollback {
  private final History history;
  private final Catalogue catalogue;
  private final Swapper swapper;

  Rollback(History history, Catalogue catalogue, Swapper swapper) {
    this.history = history;
    this.catalogue = catalogue;
    this.swapper = swapper;
  }

  SwapReport run(String model) {
    List<VersionId> lives = history.lives(model);
    if (lives.size() < 2) {
      throw new SwapRefusedException(
          "expected a version of model " + model + " that was live before, got none");
    }
    VersionId target = lives.get(1);
    if (catalogue.find(target) == null) {
      throw new SwapRefusedException(
          "expected version " + target + " of model " + model + " to roll back to, got none");
    }
    return swapper.run(
        SwapRequest.to(target), SwapKind.ROLLBACK, "rolled back from " + lives.get(0));
  }
}
