package org.hillock.registry.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.VersionInfo.Phase;

/** Brings versions into memory and through their self-check. Used by the swap thread. */
final class Loader {
  private final Desk desk;
  private final Set<Loaded> all = ConcurrentHashMap.newKeySet();

  Loader(Desk desk) {
    this.desk = desk;
  }

  /** Versions whose code is in use, live or not. */
  Set<Loaded> all() {
    return all;
  }

  /**
   * The version, loaded and checked.
   *
   * @throws LoadFailure and the version is FAILED and unloaded
   */
  Loaded ready(Version version) throws LoadFailure {
    Loaded present = version.loaded();
    if (present != null && !present.closed()) {
      return present;
    }
    Loaded loaded = null;
    Parts parts = null;
    try {
      parts = version.source().load();
      loaded = make(version, parts);
      all.add(loaded);
      Loaded checked = loaded;
      ModelThread.call(
          "self-check of " + version.id(),
          desk.limits().selfCheck(),
          () -> {
            SelfCheck.run(checked);
            return null;
          });
      if (loaded.closed()) {
        throw new LoadFailure("its bundle stopped during the self-check");
      }
    } catch (LoadFailure e) {
      if (loaded != null) {
        all.remove(loaded);
      }
      version.phase(Phase.FAILED, e.getMessage());
      if (loaded != null && loaded.closed()) {
        parts.letGo();
      } else if (parts != null) {
        parts.discard();
      }
      desk.events().publish(Type.CHECK_FAILED, version.id(), e.getMessage());
      throw e;
    }
    version.loaded(loaded);
    version.phase(Phase.CHECKED, "");
    desk.events().publish(Type.CHECK_PASSED, version.id(), "passed its self-check");
    return loaded;
  }

  private Loaded make(Version version, Parts parts) throws LoadFailure {
    return ModelThread.call(
        "making " + version.id(),
        desk.limits().selfCheck(),
        () -> {
          Model model = parts.factory().create(parts.checkpoint());
          ModelCard card = model == null ? null : model.card();
          if (card == null) {
            throw new LoadFailure("expected a model with a card from the factory, got null");
          }
          return new Loaded(version.id(), model, card, parts);
        });
  }

  void forget(Loaded loaded) {
    all.remove(loaded);
  }
}
