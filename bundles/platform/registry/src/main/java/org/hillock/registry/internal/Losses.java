package org.hillock.registry.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;

/**
 * What happens when others stop something that loaded versions need. Runs in framework callbacks:
 * bounded, and without any lock that a swap holds.
 */
final class Losses {
  private final Desk desk;
  private final Catalogue catalogue;
  private final Loader loader;
  private final Retirement retirement;
  private final Shadows shadows;

  Losses(Desk desk, Catalogue catalogue, Loader loader, Retirement retirement, Shadows shadows) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.loader = loader;
    this.retirement = retirement;
    this.shadows = shadows;
  }

  /**
   * Closes and drains all versions that need {@code owner}.
   *
   * @param told gets those of them that were live, before the drain
   */
  void lose(Object owner, String why, Consumer<List<VersionId>> told) {
    List<Loaded> affected = affected(owner);
    List<VersionId> lost = close(affected);
    if (!lost.isEmpty()) {
      told.accept(List.copyOf(lost));
    }
    int revoked = giveUp(affected, why);
    String text = revoked > 0 ? why + ", " + revoked + " leases revoked" : why;
    lost.forEach(id -> desk.events().publish(Type.LOST, id, text));
  }

  /** Closes and drains all versions that need {@code owner}, and tells nobody. */
  void drop(Object owner) {
    List<Loaded> affected = affected(owner);
    close(affected);
    giveUp(affected, "the framework stops");
  }

  private List<Loaded> affected(Object owner) {
    return loader.all().stream().filter(v -> v.owners().contains(owner)).toList();
  }

  private List<VersionId> close(List<Loaded> affected) {
    List<VersionId> lost = new ArrayList<>();
    for (Loaded v : affected) {
      if (!desk.table().withdraw(live -> live == v).isEmpty()) {
        lost.add(v.id());
      }
      v.close();
    }
    return lost;
  }

  private int giveUp(List<Loaded> affected, String why) {
    Duration limit = desk.limits().callbackDrain();
    long began = System.nanoTime();
    shadows.end(affected, why);
    int revoked = affected.isEmpty() ? 0 : retirement.drain(affected, limit);
    shadows.await(affected, limit.minusNanos(System.nanoTime() - began));
    for (Loaded v : affected) {
      loader.forget(v);
      Version version = catalogue.find(v.id());
      if (version != null) {
        version.unload(v, Phase.RETIRED, why);
      }
      v.parts().letGo();
    }
    return revoked;
  }
}
