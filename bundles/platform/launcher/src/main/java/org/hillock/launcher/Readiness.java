package org.hillock.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** Waits until a service matches each of some filters. */
final class Readiness {
  private final BundleContext context;
  private final List<String> filters;

  Readiness(BundleContext context, List<String> filters) {
    this.context = context;
    this.filters = filters;
  }

  /** Filters that nothing matched within the limit. */
  List<String> await(Duration limit) throws InterruptedException {
    Object changed = new Object();
    ServiceListener listener =
        event -> {
          synchronized (changed) {
            changed.notifyAll();
          }
        };
    long deadline = System.nanoTime() + limit.toNanos();
    context.addServiceListener(listener);
    try {
      synchronized (changed) {
        List<String> missing = missing();
        long left = deadline - System.nanoTime();
        while (!missing.isEmpty() && left > 0 && isActive()) {
          changed.wait(Math.min(left / 1_000_000 + 1, 500));
          missing = missing();
          left = deadline - System.nanoTime();
        }
        return missing;
      }
    } finally {
      if (isActive()) {
        context.removeServiceListener(listener);
      }
    }
  }

  private boolean isActive() {
    return context.getBundle().getState() == org.osgi.framework.Bundle.ACTIVE;
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String filter : filters) {
      try {
        ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
        if (found == null) {
          missing.add(filter);
        }
      } catch (InvalidSyntaxException e) {
        throw new IllegalArgumentException(
            "expected a filter with "
                + Constants.OBJECTCLASS
                + " as ready condition, got "
                + filter);
      }
    }
    return missing;
  }
}
