package org.hillock.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.hillock.api.registry.NearestNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The bundles of the framework. What models are built on is not changed while it runs. */
@Component(
    service = BundleCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=bundles",
      "osgi.command.function=update",
      "osgi.command.function=uninstall"
    })
public final class BundleCommands {
  private static final Set<String> FIXED =
      Set.of("org.hillock.api", "org.hillock.nn", "org.hillock.compute", "org.hillock.store");
  private static final String FIXED_PREFIX = "org.hillock.runtime.";

  private final BundleContext context;

  @Activate
  public BundleCommands(BundleContext context) {
    this.context = context;
  }

  @Descriptor("Lists bundles and their states. Example: bundles")
  public void bundles(CommandSession session) {
    Table table = new Table("ID", "STATE", "BUNDLE", "VERSION");
    for (Bundle bundle : context.getBundles()) {
      table.row(bundle.getBundleId(), state(bundle), bundle.getSymbolicName(), bundle.getVersion());
    }
    table.print(session.getConsole(), "no bundles");
  }

  @Descriptor(
      "Replaces a bundle's content in place; models are replaced by deploy and swap instead."
          + " Example: update org.hillock.analysis.rates /tmp/rates.jar")
  public void update(
      CommandSession session,
      @Descriptor("number or symbolic name") String bundle,
      @Descriptor("path of the new jar") String file)
      throws IOException, BundleException {
    Bundle found = changeable(bundle);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      found.update(in);
    }
    session.getConsole().println("updated " + found);
  }

  @Descriptor("Removes a bundle. Example: uninstall org.hillock.demo")
  public void uninstall(
      CommandSession session, @Descriptor("number or symbolic name") String bundle)
      throws BundleException {
    Bundle found = changeable(bundle);
    found.uninstall();
    session.getConsole().println("uninstalled " + found);
  }

  private Bundle changeable(String name) {
    Bundle bundle = find(name);
    String symbolicName = String.valueOf(bundle.getSymbolicName());
    if (bundle.getBundleId() == 0
        || FIXED.contains(symbolicName)
        || symbolicName.startsWith(FIXED_PREFIX)) {
      throw new CommandFailedException(
          symbolicName
              + " is what models are built on and is not changed while the platform runs;"
              + " put the new jar into the distribution and start again");
    }
    return bundle;
  }

  private Bundle find(String name) {
    List<Bundle> found =
        Arrays.stream(context.getBundles())
            .filter(
                b ->
                    name.equals(Long.toString(b.getBundleId())) || name.equals(b.getSymbolicName()))
            .toList();
    if (found.size() != 1) {
      List<String> names =
          Arrays.stream(context.getBundles())
              .map(b -> String.valueOf(b.getSymbolicName()))
              .toList();
      throw new CommandFailedException(
          "expected one bundle '"
              + name
              + "', got "
              + (found.isEmpty() ? "none" + NearestNames.hint(name, names) : found));
    }
    return found.get(0);
  }

  private static String state(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> "active";
      case Bundle.RESOLVED -> "resolved";
      case Bundle.INSTALLED -> "installed";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      default -> "uninstalled";
    };
  }
}
