package org.hillock.registry.internal.deploy;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelFactory;
import org.hillock.registry.internal.Parts;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Factory service, checkpoint and bundle of a loaded version. */
final class BundleParts implements Parts {
  private final Deployment deployment;
  private final FactoryRef ref;
  private final Bundle bundle;
  private final AtomicReference<ModelFactory> factory;
  private final Checkpoint checkpoint;
  private final Set<Object> owners;
  private final AtomicBoolean released = new AtomicBoolean();

  BundleParts(
      Deployment deployment,
      FactoryRef ref,
      Bundle bundle,
      ModelFactory factory,
      Checkpoint checkpoint,
      Set<Object> owners) {
    this.deployment = deployment;
    this.ref = ref;
    this.bundle = bundle;
    this.factory = new AtomicReference<>(factory);
    this.checkpoint = checkpoint;
    this.owners = owners;
  }

  @Override
  public ModelFactory factory() {
    ModelFactory service = factory.get();
    if (service == null) {
      throw new IllegalStateException("its factory is gone");
    }
    return service;
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public Set<Object> owners() {
    return owners;
  }

  @Override
  public void letGo() {
    if (factory.getAndSet(null) != null) {
      deployment.unget(ref);
      deployment.bundles().unuse(bundle);
    }
  }

  @Override
  public void discard() {
    letGo();
    if (!deployment.bundles().hasChanged(bundle.getBundleId())) {
      deployment.unloadUnused(bundle);
    }
  }

  @Override
  public Released release() {
    if (!released.compareAndSet(false, true)) {
      return new Released(true, true, List.of());
    }
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    WeakReference<ClassLoader> loader =
        new WeakReference<>(wiring == null ? null : wiring.getClassLoader());
    letGo();
    boolean gone = deployment.unloadUnused(bundle);
    boolean stopped = bundle.getState() == Bundle.UNINSTALLED;
    return new Released(stopped, gone, stopped ? List.of(loader) : List.of());
  }
}
