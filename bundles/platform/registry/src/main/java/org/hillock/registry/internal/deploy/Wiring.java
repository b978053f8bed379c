package org.hillock.registry.internal.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles that must keep running under a model: its wires and services, transitively. */
final class Wiring {
  private Wiring() {}

  static Set<Bundle> closure(Bundle root, Bundle self) {
    Set<Bundle> found = new HashSet<>();
    Deque<Bundle> next = new ArrayDeque<>();
    next.add(root);
    while (!next.isEmpty()) {
      Bundle bundle = next.poll();
      if (bundle == null || bundle.equals(self) || Protected.covers(bundle) || !found.add(bundle)) {
        continue;
      }
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring != null) {
        for (BundleWire wire : wiring.getRequiredWires(null)) {
          next.add(wire.getProvider().getBundle());
        }
      }
      if (bundle.equals(root)) {
        services(bundle, next);
      }
    }
    return found;
  }

  private static void services(Bundle bundle, Deque<Bundle> next) {
    ServiceReference<?>[] used = bundle.getServicesInUse();
    if (used != null) {
      for (ServiceReference<?> ref : used) {
        next.add(ref.getBundle());
      }
    }
  }
}
