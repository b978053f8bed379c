package org.hillock.shell.internal;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.hillock.api.activation.Activations;
import org.hillock.api.analysis.Findings;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The names that may stand as arguments of a command now. */
final class ArgumentNames {
  private final BundleContext context;

  ArgumentNames(BundleContext context) {
    this.context = context;
  }

  /**
   * Names for the next argument.
   *
   * @param before arguments that stand already, options left out by their dash
   */
  Collection<String> of(String command, List<String> before) {
    List<String> given = before.stream().filter(a -> !a.startsWith("-")).toList();
    try {
      return switch (command) {
        case "untap" ->
            with(Activations.class, a -> a.taps().stream().map(t -> t.tap().name()).toList());
        case "findings" -> with(Findings.class, ArgumentNames::analyses);
        case "help" -> new CommandCatalogue(context).names();
        case "tap", "frames" ->
            given.isEmpty() ? models() : given.size() == 1 ? sites(given.get(0)) : List.of();
        case "shadow" -> given.isEmpty() ? models() : versions(given.get(0));
        case "swap" -> given.size() % 2 == 0 ? models() : versions(given.get(given.size() - 1));
        case "model",
            "versions",
            "route",
            "sites",
            "rollback",
            "history",
            "infer",
            "notes",
            "note" ->
            given.isEmpty() ? models() : List.of();
        default -> List.of();
      };
    } catch (RegistryException e) {
      return List.of();
    }
  }

  private Collection<String> models() {
    return with(Registry.class, r -> r.models().stream().map(ModelInfo::name).toList());
  }

  private Collection<String> versions(String model) {
    return with(
        Registry.class,
        r -> r.model(model).versions().stream().map(v -> v.id().toString()).toList());
  }

  private Collection<String> sites(String model) {
    return with(
        Registry.class,
        r ->
            r.model(model)
                .live()
                .map(v -> r.card(v).sites().stream().map(SiteSpec::name).toList())
                .orElse(List.of()));
  }

  private static Collection<String> analyses(Findings findings) {
    return findings.analyses().stream().map(line -> line.split("\\s+")[0]).toList();
  }

  private <T> Collection<String> with(Class<T> type, Function<T, Collection<String>> names) {
    ServiceReference<T> reference = context.getServiceReference(type);
    T service = reference == null ? null : context.getService(reference);
    if (service == null) {
      return List.of();
    }
    try {
      return names.apply(service);
    } finally {
      context.ungetService(reference);
    }
  }
}
