package org.hillock.bench.internal;

import java.nio.file.Path;
import java.util.Collection;
import org.hillock.api.spi.Transport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What a benchmark of the stream needs and that of swaps does not, asked for when it starts. */
final class Services {
  private final BundleContext context;

  Services(BundleContext context) {
    this.context = context;
  }

  <T> T get(Class<T> type) {
    ServiceReference<T> reference = context.getServiceReference(type);
    T service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new IllegalStateException("expected a service " + type.getName() + ", got none");
    }
    return service;
  }

  /** The transport on Kafka, whatever other transports there are. */
  Transport kafka() {
    try {
      Collection<ServiceReference<Transport>> found =
          context.getServiceReferences(Transport.class, "(" + Transport.NAME + "=kafka)");
      if (found.isEmpty()) {
        throw new IllegalStateException("expected the transport on Kafka, got none");
      }
      return context.getService(found.iterator().next());
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder that a property of the framework names. */
  Path folder(String property) {
    String value = context.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("expected framework property " + property + ", got none");
    }
    return Path.of(value);
  }

  BundleContext context() {
    return context;
  }
}
