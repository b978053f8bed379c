package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.FailureText;
import org.hillock.registry.internal.LoadFailure;
import org.hillock.registry.internal.Parts;
import org.hillock.store.CheckpointStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Loads versions from bundles and gives their bundles back. Loading and unloading exclude each
 * other; framework callbacks never wait for them.
 */
final class Deployment {
  private static final Duration FACTORY_LIMIT = Duration.ofSeconds(5);

  private final BundleContext context;
  private final CoreRegistry core;
  private final ModelBundles bundles;
  private final JarStore jars;
  private final CheckpointStore checkpoints;
  private final Factories factories;
  private final Map<VersionId, BundleSource> sources = new ConcurrentHashMap<>();
  private final Map<VersionId, Long> loadedFrom = new ConcurrentHashMap<>();
  private final Object busy = new Object();

  Deployment(BundleContext context, CoreRegistry core, JarStore jars, CheckpointStore checkpoints) {
    this.context = context;
    this.core = core;
    this.jars = jars;
    this.checkpoints = checkpoints;
    this.bundles = new ModelBundles(context, jars);
    this.factories = new Factories(context);
  }

  ModelBundles bundles() {
    return bundles;
  }

  JarStore jars() {
    return jars;
  }

  CheckpointStore checkpoints() {
    return checkpoints;
  }

  Factories factories() {
    return factories;
  }

  CoreRegistry core() {
    return core;
  }

  /** Excludes loading and unloading. */
  Object busy() {
    return busy;
  }

  /** The source of a version, made known here; a jar in the store is never forgotten for less. */
  BundleSource source(VersionId id, Code code, String from) {
    return sources.merge(
        id,
        new BundleSource(this, id, code, from),
        (old, now) -> now.code().jar().isEmpty() && !old.code().jar().isEmpty() ? old : now);
  }

  /** SHA-256 of the jar of a version, or an empty text. */
  String jarOf(VersionId id) {
    BundleSource source = sources.get(id);
    return source == null ? "" : source.code().jar();
  }

  boolean has(VersionId id) {
    return sources.containsKey(id);
  }

  /** The bundle from which a version was loaded last, or -1. */
  long bundleOf(VersionId id) {
    return loadedFrom.getOrDefault(id, -1L);
  }

  Parts load(VersionId id, Code code) throws LoadFailure {
    synchronized (busy) {
      Checkpoint checkpoint = checkpoint(id);
      Bundle bundle = bundle(id, code);
      Predicate<FactoryRef> which =
          checkpoint == null
              ? f -> f.models().contains(id.model())
              : f -> f.factory().equals(checkpoint.factory());
      FactoryRef ref =
          factories
              .await(bundle, which, FACTORY_LIMIT)
              .orElseThrow(
                  () ->
                      new LoadFailure(
                          "expected the factory of model "
                              + id.model()
                              + " from bundle "
                              + bundle.getSymbolicName()
                              + " "
                              + bundle.getVersion()
                              + ", got none"));
      ModelFactory factory = context.getService(ref.service());
      if (factory == null) {
        throw new LoadFailure(
            "the factory "
                + ref.factory()
                + " of "
                + bundle.getSymbolicName()
                + " gives no object");
      }
      bundles.use(bundle);
      loadedFrom.put(id, bundle.getBundleId());
      Checkpoint parameters = checkpoint == null ? Checkpoint.empty(ref.factory()) : checkpoint;
      return new BundleParts(this, ref, bundle, factory, parameters, owners(ref, bundle));
    }
  }

  /** Null for a version without a checkpoint. */
  private Checkpoint checkpoint(VersionId id) throws LoadFailure {
    if (id.checkpoint().equals(Checkpoint.NONE)) {
      return null;
    }
    try {
      return checkpoints.get(id.checkpoint());
    } catch (IOException | RuntimeException e) {
      throw new LoadFailure(FailureText.of(e));
    }
  }

  private Bundle bundle(VersionId id, Code code) throws LoadFailure {
    if (!code.jar().isEmpty()) {
      return bundles.start(code.jar());
    }
    Bundle known = context.getBundle(code.bundleId());
    if (known != null && known.getState() == Bundle.ACTIVE && fits(known, code)) {
      return known;
    }
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getState() == Bundle.ACTIVE && fits(bundle, code)) {
        return bundle;
      }
    }
    throw new LoadFailure(
        "expected the running bundle "
            + code.bundle()
            + " "
            + code.version()
            + " for model "
            + id.model()
            + ", got none");
  }

  private static boolean fits(Bundle bundle, Code code) {
    return code.bundle().equals(bundle.getSymbolicName())
        && code.version().equals(bundle.getVersion().toString());
  }

  private Set<Object> owners(FactoryRef ref, Bundle bundle) {
    Set<Object> owners = new HashSet<>();
    owners.add(ref.key());
    Wiring.closure(bundle, context.getBundle()).forEach(b -> owners.add(b.getBundleId()));
    return owners;
  }

  void unget(FactoryRef ref) {
    try {
      context.ungetService(ref.service());
    } catch (IllegalStateException stopping) {
      // the framework has released the services of a bundle that stops
    }
  }

  /** Uninstalls a bundle of ours that no version uses and no candidate waits for. */
  boolean unloadUnused(Bundle bundle) {
    synchronized (busy) {
      if (!ModelBundles.ours(bundle) || bundles.used(bundle)) {
        return false;
      }
      String jar = bundles.jar(bundle);
      boolean awaited =
          !jar.isEmpty() && core.candidates().stream().anyMatch(v -> jarOf(v).equals(jar));
      return !awaited && bundles.uninstall(bundle);
    }
  }
}
