package org.hillock.shadow.internal;

import java.time.Duration;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.shadow.ShadowSwap;
import org.hillock.shadow.ShadowSwapReport;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.ShadowSwapRequest.Bounds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shadow swap for people. */
@Component(
    service = ShadowCommand.class,
    property = {"osgi.command.scope=hillock", "osgi.command.function=shadow"})
public final class ShadowCommand {
  private static final int SECONDS_FOR_CALLS = 600;

  private final ShadowSwap swaps;
  private final VersionArgument versions;

  /** With the services that it needs. */
  @Activate
  public ShadowCommand(
      @Reference ShadowSwap swaps, @Reference Registry registry, @Reference Deployer deployer) {
    this.swaps = swaps;
    this.versions = new VersionArgument(registry, deployer);
  }

  @Descriptor(
      "Runs a version beside the live one on the same inputs, compares, and swaps or refuses."
          + " Example: shadow fashion --to 3fa94c01 --seconds 10 --bound 0.05")
  public void shadow(
      CommandSession session,
      @Descriptor("version, or a .jar or .safetensors to deploy; else the newest candidate")
          @Parameter(
              names = {"-t", "--to"},
              absentValue = "")
          String to,
      @Descriptor("end after so many seconds; 600 where only --calls is given")
          @Parameter(
              names = {"-s", "--seconds"},
              absentValue = "0")
          int seconds,
      @Descriptor("end when so many calls were compared")
          @Parameter(
              names = {"-n", "--calls"},
              absentValue = "0")
          int calls,
      @Descriptor("largest drift at any site, 0 to 1 bit")
          @Parameter(
              names = {"-b", "--bound"},
              absentValue = "")
          String bound,
      @Descriptor("largest difference of any output; any where it is absent")
          @Parameter(
              names = {"-o", "--outputs"},
              absentValue = "Infinity")
          String outputs,
      @Descriptor("calls that must have been compared")
          @Parameter(
              names = {"-l", "--least"},
              absentValue = "30")
          int least,
      @Descriptor("largest share of calls that may be dropped, 0 to 1")
          @Parameter(
              names = {"-d", "--dropped"},
              absentValue = "0.1")
          String dropped,
      @Descriptor("sites to judge, separated by commas; all where it is absent")
          @Parameter(
              names = {"--sites"},
              absentValue = "")
          String sites,
      @Descriptor("end sessions that cannot be carried over, instead of refusing")
          @Parameter(
              names = {"-e", "--end"},
              presentValue = "true",
              absentValue = "false")
          boolean end,
      @Descriptor("name or alias") String name)
      throws InterruptedException {
    if (bound.isEmpty() || seconds < 0 || calls < 0 || seconds + (long) calls == 0) {
      throw new ShadowSwapException(
          "expected --bound BITS and one or both of --seconds N and --calls N; see: help shadow");
    }
    Bounds bounds =
        new Bounds(
            number("--bound", bound),
            number("--outputs", outputs),
            calls > 0 ? Math.min(least, calls) : least,
            number("--dropped", dropped));
    ModelInfo model = versions.model(name);
    VersionId candidate = versions.find(model, to);
    ShadowSwapRequest request =
        new ShadowSwapRequest(
            candidate,
            Duration.ofSeconds(seconds > 0 ? seconds : SECONDS_FOR_CALLS),
            calls,
            bounds,
            sites.isEmpty() ? List.of() : List.of(sites.split(",")),
            end ? Unmigratable.END : Unmigratable.REFUSE);
    ShadowSwapReport report =
        swaps.run(
            request,
            line -> {
              session.getConsole().println(line);
              session.getConsole().flush();
            });
    new ReportText(report, bounds).print(session.getConsole());
    if (!report.swapped()) {
      throw new ShadowSwapException(
          model.name()
              + ": "
              + candidate
              + " was refused, "
              + report.live()
              + " stays live: "
              + String.join("; ", report.refusals()));
    }
  }

  private static double number(String option, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ShadowSwapException("expected a number for " + option + ", got '" + text + "'");
    }
  }
}
