package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.registry.VersionId;
import org.hillock.store.StoreException;
import org.osgi.framework.Bundle;

/** Finds out which versions a factory brings, and makes them known to the registry. */
final class Candidates {
  private final Deployment deployment;
  private final Identities identities;
  private final Wanted wanted;

  Candidates(Deployment deployment, Identities identities, Wanted wanted) {
    this.deployment = deployment;
    this.identities = identities;
    this.wanted = wanted;
  }

  Identities identities() {
    return identities;
  }

  Wanted wanted() {
    return wanted;
  }

  /**
   * Makes candidates of a factory: of the checkpoints in its bundle, in order of their names; of
   * the models that it serves without one; of configurations; and where there are none of these, of
   * the live checkpoints that name the factory.
   *
   * @param from for people: where the bundle came from
   * @throws StoreException when a checkpoint in the bundle is damaged
   */
  List<VersionId> of(FactoryRef ref, String from) throws IOException {
    Bundle bundle = ref.bundle();
    if (bundle == null) {
      return List.of();
    }
    Set<VersionId> found = new LinkedHashSet<>();
    for (Checkpoint carried : carried(bundle)) {
      if (carried.factory().equals(ref.factory())) {
        found.add(add(carried.card().name(), bundle, carried.sha256(), from));
      }
    }
    for (String model : ref.models()) {
      found.add(add(model, bundle, Checkpoint.NONE, from));
    }
    for (Wanted.Entry entry : wanted.of(ref.factory())) {
      found.add(add(entry.model(), bundle, entry.checkpoint(), entry.pid()));
    }
    if (found.isEmpty()) {
      for (VersionId live : liveOn(ref.factory())) {
        found.add(add(live.model(), bundle, live.checkpoint(), from));
      }
    }
    return List.copyOf(found);
  }

  /** The candidate of a model, a bundle with its factory, and a checkpoint in the store. */
  VersionId add(String model, Bundle bundle, String checkpoint, String from) {
    String jar = deployment.bundles().jar(bundle);
    String version = bundle.getVersion().toString();
    VersionId id = identities.of(model, bundle.getSymbolicName(), version, checkpoint, jar);
    Code code = new Code(bundle.getSymbolicName(), version, jar, bundle.getBundleId(), from);
    deployment.core().add(id, deployment.source(id, code, from));
    return id;
  }

  private List<Checkpoint> carried(Bundle bundle) throws IOException {
    var entries = bundle.findEntries(ModelFactory.CARRIED, "*.safetensors", false);
    List<Checkpoint> found = new ArrayList<>();
    if (entries == null) {
      return found;
    }
    List<URL> urls = Collections.list(entries);
    urls.sort(Comparator.comparing(URL::getPath));
    for (URL url : urls) {
      String where = bundle.getSymbolicName() + " " + url.getPath();
      try (InputStream in = url.openStream()) {
        Checkpoint checkpoint =
            deployment.checkpoints().get(deployment.checkpoints().put(in, where));
        if (checkpoint.card() == null) {
          throw new StoreException(
              "expected a checkpoint with a card, got one without in " + where);
        }
        found.add(checkpoint);
      }
    }
    return found;
  }

  private List<VersionId> liveOn(String factory) throws IOException {
    List<VersionId> found = new ArrayList<>();
    for (String model : deployment.core().names()) {
      Optional<VersionId> live = deployment.core().live(model);
      if (live.isEmpty()) {
        live = deployment.core().lives(model).stream().findFirst();
      }
      if (live.isPresent() && factory.equals(factoryOf(live.get()))) {
        found.add(live.get());
      }
    }
    return found;
  }

  /** The factory that a version's checkpoint names; an empty text where it has none. */
  private String factoryOf(VersionId id) throws IOException {
    return deployment.checkpoints().contains(id.checkpoint())
        ? deployment.checkpoints().get(id.checkpoint()).factory()
        : "";
  }
}
