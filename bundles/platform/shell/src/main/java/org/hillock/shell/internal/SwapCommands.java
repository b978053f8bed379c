package org.hillock.shell.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.HistoryEntry;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What changes the live versions. */
@Component(
    service = SwapCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=swap",
      "osgi.command.function=rollback",
      "osgi.command.function=history",
      "osgi.command.function=deploy"
    })
public final class SwapCommands {
  private static final long LIMIT_SECONDS = 90;

  private final Registry registry;
  private final Deployer deployer;

  @Activate
  public SwapCommands(@Reference Registry registry, @Reference Deployer deployer) {
    this.registry = registry;
    this.deployer = deployer;
  }

  @Descriptor(
      "Makes a version live: the newest candidate, or the one named; of several models at one"
          + " moment. Example: swap fashion 3fa94c01")
  public void swap(
      CommandSession session,
      @Descriptor("end sessions that cannot be carried over, instead of refusing")
          @Parameter(
              names = {"-e", "--end"},
              presentValue = "true",
              absentValue = "false")
          boolean end,
      @Descriptor("MODEL, or MODEL VERSION, or several such pairs") String... what)
      throws InterruptedException {
    if (what.length == 0 || what.length > 1 && what.length % 2 != 0) {
      throw new UsageException("expected MODEL, or pairs of MODEL VERSION");
    }
    List<VersionId> versions = new ArrayList<>();
    if (what.length == 1) {
      versions.add(VersionNames.newest(registry.model(what[0])));
    }
    for (int i = 1; i < what.length; i += 2) {
      versions.add(VersionNames.find(registry.model(what[i - 1]), what[i]));
    }
    SwapRequest.Unmigratable mode =
        end ? SwapRequest.Unmigratable.END : SwapRequest.Unmigratable.REFUSE;
    report(registry.swap(new SwapRequest(versions, mode)), session.getConsole());
  }

  @Descriptor("Makes the version live that was live before. Example: rollback fashion")
  public void rollback(CommandSession session, @Descriptor("name or alias") String model)
      throws InterruptedException {
    report(registry.rollback(registry.model(model).name()), session.getConsole());
  }

  private static void report(CompletableFuture<SwapReport> swap, PrintStream out)
      throws InterruptedException {
    try {
      SwapReport report = swap.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      for (VersionId version : report.to()) {
        out.println(version.model() + ": " + version + " is live");
      }
      out.println(
          "self-check "
              + Times.millis(report.selfCheck())
              + ", sessions and route moved in "
              + Times.millis(report.migration())
              + ", sessions carried over: "
              + report.migrated());
      if (!report.ended().isEmpty()) {
        out.println("sessions ended: " + report.ended());
      }
      if (!report.wentBack().isEmpty()) {
        out.println("sessions back at their kept state: " + report.wentBack());
      }
    } catch (ExecutionException e) {
      throw new CommandFailedException(e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new CommandFailedException(
          "expected the swap to end within " + LIMIT_SECONDS + " s; see: versions");
    }
  }

  @Descriptor("Shows what was live when, newest first. Example: history fashion")
  public void history(CommandSession session, @Descriptor("name or alias") String model) {
    Table table = new Table("AT", "ACTION", "VERSION", "TEXT");
    for (HistoryEntry e : registry.history(registry.model(model).name())) {
      table.row(Times.clock(e.at()), e.action(), e.version(), e.text());
    }
    table.print(session.getConsole(), "no history");
  }

  @Descriptor(
      "Takes a model's jar or a checkpoint in as candidate; swap makes it live."
          + " Example: deploy /tmp/fashion-2.jar")
  public void deploy(
      CommandSession session, @Descriptor("path of a .jar or .safetensors file") String file) {
    for (VersionId version : deployer.deploy(Path.of(file).toAbsolutePath())) {
      session.getConsole().println("candidate of " + version.model() + ": " + version);
    }
  }
}
