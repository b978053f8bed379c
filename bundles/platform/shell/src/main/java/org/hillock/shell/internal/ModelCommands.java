package org.hillock.shell.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.model.Axis;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What models there are. */
@Component(
    service = ModelCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=models",
      "osgi.command.function=model",
      "osgi.command.function=versions",
      "osgi.command.function=routes",
      "osgi.command.function=route",
      "osgi.command.function=sites"
    })
public final class ModelCommands {
  private final Registry registry;

  @Activate
  public ModelCommands(@Reference Registry registry) {
    this.registry = registry;
  }

  @Descriptor("Lists models with their live version. Example: models")
  public void models(CommandSession session) {
    Table table = new Table("MODEL", "LIVE", "VERSIONS", "CALLS", "FAILED", "ALIASES");
    for (ModelInfo m : registry.models()) {
      table.row(
          m.name(),
          m.live().map(VersionId::toString).orElse("none"),
          m.versions().size(),
          m.calls(),
          m.failed(),
          String.join(", ", m.aliases()));
    }
    table.print(session.getConsole(), "no models yet: drop a model's jar into the folder load");
  }

  @Descriptor("Shows a model's card: what it takes, gives and holds. Example: model fashion")
  public void model(CommandSession session, @Descriptor("name or alias") String model) {
    ModelInfo info = registry.model(model);
    PrintStream out = session.getConsole();
    out.println(info.name() + ", live: " + info.live().map(VersionId::toString).orElse("none"));
    if (info.live().isEmpty()) {
      return;
    }
    ModelCard card = registry.card(info.live().get());
    out.println("  paper       " + card.paper());
    card.inputs().forEach(spec -> out.println("  input       " + spec));
    card.outputs().forEach(spec -> out.println("  output      " + spec));
    out.println("  sites       " + names(card));
    out.println("  state       " + card.state());
    out.println("  parameters  " + card.parameterCount());
    card.provenance().forEach((key, value) -> out.println("  " + key + ": " + value));
  }

  private static String names(ModelCard card) {
    return card.sites().stream().map(SiteSpec::name).collect(Collectors.joining(", "));
  }

  @Descriptor(
      "Lists versions of one model or all, and where each stands. Example: versions fashion")
  public void versions(CommandSession session, @Descriptor("name or alias") String... model) {
    List<ModelInfo> models =
        model.length == 0 ? registry.models() : List.of(registry.model(model[0]));
    Table table = new Table("MODEL", "VERSION", "PHASE", "SINCE", "LEASES", "SOURCE", "PROBLEM");
    for (ModelInfo info : models) {
      for (VersionInfo v : info.versions()) {
        table.row(
            info.name(),
            v.id(),
            v.phase(),
            Times.ago(v.since()),
            v.leases(),
            v.source().substring(v.source().lastIndexOf('/') + 1),
            v.problem());
      }
    }
    table.print(session.getConsole(), "no versions");
  }

  @Descriptor("Lists how each model's route behaves. Example: routes")
  public void routes(CommandSession session) {
    Table table = new Table("MODEL", "LIVE", "NEW VERSIONS", "CALLS AT ONCE", "ALIASES");
    for (ModelInfo m : registry.models()) {
      int most = m.route().maxConcurrent();
      table.row(
          m.name(),
          m.live().map(VersionId::toString).orElse("none"),
          m.route().manual() ? "wait for a swap" : "go live when checked",
          most == 0 ? "no limit" : Integer.toString(most),
          String.join(", ", m.aliases()));
    }
    table.print(session.getConsole(), "no routes");
  }

  @Descriptor("Sets how a model's route behaves. Example: route fashion --manual")
  public void route(
      CommandSession session,
      @Descriptor("new versions wait for a swap by hand")
          @Parameter(
              names = {"-m", "--manual"},
              presentValue = "true",
              absentValue = "false")
          boolean manual,
      @Descriptor("calls at once, 0 for no limit; further ones are refused as busy")
          @Parameter(
              names = {"-c", "--concurrent"},
              absentValue = "0")
          int calls,
      @Descriptor("name or alias") String model) {
    String name = registry.model(model).name();
    try {
      registry.route(name, new RouteOptions(manual, calls));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    session.getConsole().println("route of " + name + " set");
  }

  @Descriptor("Lists where a model can be tapped. Example: sites fashion")
  public void sites(CommandSession session, @Descriptor("name or alias") String model) {
    VersionId live =
        registry
            .model(model)
            .live()
            .orElseThrow(() -> new CommandFailedException("no version of " + model + " is live"));
    Table table = new Table("SITE", "AXES", "TYPE", "KIND", "DT (S)");
    for (SiteSpec site : registry.card(live).sites()) {
      table.row(site.name(), axes(site), site.dtype(), site.kind(), site.dt());
    }
    table.print(session.getConsole(), "no sites");
  }

  private static String axes(SiteSpec site) {
    return site.axes().stream()
        .map((Axis axis) -> axis.name() + " " + axis.size())
        .collect(Collectors.joining(", "));
  }
}
