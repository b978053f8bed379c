package org.hillock.registry.internal;

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

  Losses(Desk desk, Catalogue catalogue, Loader loader, Retirement retirement) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.loader = loader;
    this.retirement = retirement;
  }

  /**
   * Closes and drains all versions that need {@code owner}.
   *
   * @param told gets those of them that were live, before the drain
   */
  void lose(Object owner, String why, Consumer<List<VersionId>> told) {
    List<Loaded> affected = loader.all().stream().filter(v -> v.owners().contains(owner)).toList();
    List<VersionId> lost = new ArrayList<>();
    for (Loaded v : affected) {
      if (!desk.table().withdraw(live -> live == v).isEmpty()) {
        lost.add(v.id());
      }
      v.close();
    }
    if (affected.isEmpty()) {
      return;
    }
    if (!lost.isEmpty()) {
      told.accept(List.copyOf(lost));
    }
    int revoked = retirement.drain(affected, desk.limits().callbackDrain());
    for (Loaded v : affected) {
      loader.forget(v);
      Version version = catalogue.find(v.id());
      if (version != null) {
        version.unload(v, Phase.RETIRED, why);
      }
      v.parts().letGo();
      if (lost.contains(v.id())) {
        String text = revoked > 0 ? why + ", " + revoked + " leases revoked" : why;
        desk.events().publish(Type.LOST, v.id(), text);
      }
    }
  }
}
