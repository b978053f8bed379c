package org.hillock.shell.internal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.hillock.api.registry.NearestNames;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Help, and the end. */
@Component(
    service = HelpCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=help",
      "osgi.command.function=shutdown"
    })
public final class HelpCommands {
  private static final String OURS = "hillock";

  private final BundleContext context;
  private final CommandCatalogue catalogue;

  @Activate
  public HelpCommands(BundleContext context) {
    this.context = context;
    this.catalogue = new CommandCatalogue(context);
  }

  @Descriptor("Lists all commands, or explains one. Example: help swap")
  public void help(CommandSession session, String... command) {
    PrintStream out = session.getConsole();
    if (command.length > 0) {
      explain(command[0], out);
      return;
    }
    Table table = new Table("COMMAND", "WHAT IT DOES", "EXAMPLE");
    List<String> others = new ArrayList<>();
    for (CommandDescription d : catalogue.descriptions()) {
      if (d.scope().equals(OURS)) {
        table.row(d.name(), d.summary(), d.example());
      } else {
        others.add(d.scope() + ":" + d.name());
      }
    }
    table.print(out, "no commands");
    out.println();
    if (!others.isEmpty()) {
      out.println("of other bundles: " + String.join(" ", others));
    }
    out.println("help COMMAND explains one; exit leaves an interactive shell");
  }

  private void explain(String name, PrintStream out) {
    CommandDescription d = catalogue.description(name).orElse(null);
    if (d == null) {
      throw new UsageException(
          "unknown command '" + name + "'" + NearestNames.hint(name, catalogue.names()));
    }
    out.println(d.summary());
    d.usage().forEach(usage -> out.println("  usage:   " + usage));
    d.parameters().forEach(parameter -> out.println("           " + parameter));
    if (!d.example().isEmpty()) {
      out.println("  example: " + d.example());
    }
  }

  @Descriptor("Stops the platform. Example: shutdown")
  public void shutdown() throws BundleException {
    context.getBundle(0).stop();
  }
}
