package org.hillock.registry.internal.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.hillock.api.model.ModelFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** Finds model factories among the services. */
final class Factories {
  private static final long POLL_NANOS = 2_000_000;

  private final BundleContext context;

  Factories(BundleContext context) {
    this.context = context;
  }

  List<FactoryRef> all() {
    try {
      return context.getServiceReferences(ModelFactory.class, null).stream()
          .sorted()
          .map(FactoryRef::new)
          .filter(f -> f.bundle() != null)
          .toList();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("expected that no filter is a valid filter");
    }
  }

  List<FactoryRef> of(Bundle bundle) {
    return all().stream().filter(f -> bundle.equals(f.bundle())).toList();
  }

  /** Waits for a factory of a bundle. */
  Optional<FactoryRef> await(Bundle bundle, Predicate<FactoryRef> which, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<FactoryRef> found = of(bundle).stream().filter(which).findFirst();
      if (found.isPresent() || System.nanoTime() - until > 0 || Thread.interrupted()) {
        return found;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
