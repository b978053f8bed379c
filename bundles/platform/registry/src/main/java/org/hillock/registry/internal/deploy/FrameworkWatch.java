package org.hillock.registry.internal.deploy;

import org.hillock.api.model.ModelFactory;
import org.hillock.api.registry.RegistryEvent.Type;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Sees bundles and factories go, in the framework's callbacks, where what blocks holds the stop:
 * the drain happens here, bounded. All else is handed to {@link Recovery}. Takes no lock.
 */
final class FrameworkWatch implements SynchronousBundleListener, ServiceListener, AutoCloseable {
  private static final String FACTORIES =
      "(" + Constants.OBJECTCLASS + "=" + ModelFactory.class.getName() + ")";

  private final BundleContext context;
  private final Deployment deployment;
  private final Recovery recovery;

  FrameworkWatch(BundleContext context, Deployment deployment, Recovery recovery) {
    this.context = context;
    this.deployment = deployment;
    this.recovery = recovery;
  }

  void open() {
    context.addBundleListener(this);
    try {
      context.addServiceListener(this, FACTORIES);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("expected a valid filter, got " + FACTORIES);
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    switch (event.getType()) {
      case BundleEvent.STOPPING -> stopping(bundle);
      case BundleEvent.UPDATED -> updated(bundle);
      case BundleEvent.UNRESOLVED -> recovery.unresolved(bundle.getBundleId());
      case BundleEvent.STARTED,
          BundleEvent.RESOLVED,
          BundleEvent.STOPPED,
          BundleEvent.UNINSTALLED ->
          recovery.wake();
      default -> {
        // nothing depends on it
      }
    }
  }

  private void updated(Bundle bundle) {
    deployment.bundles().changed(bundle);
    recovery.wake();
    if (Protected.covers(bundle)) {
      deployment
          .core()
          .report(
              Type.LOST,
              "",
              "",
              bundle.getSymbolicName() + " was updated by others: restart the platform");
    }
  }

  private void stopping(Bundle bundle) {
    if (bundle.getBundleId() == 0) {
      recovery.shutDown();
      deployment.core().stopHandles();
    }
    lose(bundle.getBundleId(), "bundle " + bundle.getSymbolicName() + " stops");
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    @SuppressWarnings("unchecked")
    FactoryRef ref = new FactoryRef((ServiceReference<ModelFactory>) event.getServiceReference());
    if (event.getType() == ServiceEvent.UNREGISTERING) {
      lose(ref.key(), "factory " + ref.factory() + " goes");
    } else if (event.getType() == ServiceEvent.REGISTERED) {
      recovery.found(ref);
    }
  }

  private void lose(Object owner, String why) {
    if (recovery.isDown()) {
      deployment.core().drop(owner);
    } else {
      deployment.core().lose(owner, why, recovery::lost);
    }
  }

  @Override
  public void close() {
    context.removeServiceListener(this);
    context.removeBundleListener(this);
  }
}
