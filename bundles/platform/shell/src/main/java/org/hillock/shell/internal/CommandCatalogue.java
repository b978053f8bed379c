package org.hillock.shell.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The commands that bundles offer now. */
final class CommandCatalogue {
  private static final String SCOPE = "osgi.command.scope";
  private static final String FUNCTION = "osgi.command.function";

  private final BundleContext context;

  CommandCatalogue(BundleContext context) {
    this.context = context;
  }

  /** Names without scope, in order. */
  Collection<String> names() {
    return references().keySet();
  }

  boolean has(String name) {
    String bare = name.substring(name.indexOf(':') + 1);
    return references().keySet().stream().anyMatch(bare::equalsIgnoreCase);
  }

  List<CommandDescription> descriptions() {
    return names().stream().map(this::description).flatMap(Optional::stream).toList();
  }

  Optional<CommandDescription> description(String name) {
    ServiceReference<?> reference = references().get(name);
    Object service = reference == null ? null : context.getService(reference);
    if (service == null) {
      return Optional.empty();
    }
    try {
      String scope = String.valueOf(reference.getProperty(SCOPE));
      return Optional.of(CommandDescription.of(scope, name, service.getClass()));
    } finally {
      context.ungetService(reference);
    }
  }

  private Map<String, ServiceReference<?>> references() {
    Map<String, ServiceReference<?>> byName = new TreeMap<>();
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(null, "(&(" + SCOPE + "=*)(" + FUNCTION + "=*))");
      if (found != null) {
        for (ServiceReference<?> reference : found) {
          for (String name : texts(reference.getProperty(FUNCTION))) {
            byName.putIfAbsent(name, reference);
          }
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("expected a valid filter", e);
    }
    return byName;
  }

  private static List<String> texts(Object property) {
    if (property instanceof String[] array) {
      return List.of(array);
    }
    if (property instanceof Collection<?> collection) {
      return collection.stream().map(String::valueOf).toList();
    }
    return List.of(String.valueOf(property));
  }
}
