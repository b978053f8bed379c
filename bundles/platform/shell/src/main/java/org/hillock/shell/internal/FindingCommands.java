package org.hillock.shell.internal;

import java.io.PrintStream;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.analysis.Finding;
import org.hillock.api.analysis.Findings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Analyses and what they found. */
@Component(
    service = FindingCommands.class,
    property = {
      "osgi.command.scope=hillock",
      "osgi.command.function=analyses",
      "osgi.command.function=findings"
    })
public final class FindingCommands {
  private final Findings findings;

  @Activate
  public FindingCommands(@Reference Findings findings) {
    this.findings = findings;
  }

  @Descriptor("Lists running analyses. Example: analyses")
  public void analyses(CommandSession session) {
    List<String> running = findings.analyses();
    session.getConsole().println(running.isEmpty() ? "no analyses" : String.join("\n", running));
  }

  @Descriptor(
      "Shows the newest findings of an analysis, or follows them. Example: findings rates -f")
  public void findings(
      CommandSession session,
      @Descriptor("go on with new ones until interrupted")
          @Parameter(
              names = {"-f", "--follow"},
              presentValue = "true",
              absentValue = "false")
          boolean follow,
      @Descriptor("how many")
          @Parameter(
              names = {"-n", "--count"},
              absentValue = "10")
          int count,
      @Descriptor("name of the analysis") String analysis)
      throws InterruptedException {
    PrintStream out = session.getConsole();
    List<Finding> latest = findings.latest(analysis, Math.max(0, count));
    latest.forEach(finding -> out.println(line(finding)));
    if (follow) {
      Follow.until(findings.follow(analysis, finding -> out.println(line(finding))));
    } else if (latest.isEmpty()) {
      out.println("no findings of '" + analysis + "' yet; analyses lists what runs");
    }
  }

  private static String line(Finding f) {
    String version = f.version().isEmpty() ? "" : " " + f.version();
    boolean windowed = f.windowStart() != f.windowEnd();
    return (windowed ? Times.micros(f.windowStart()) : "all windows")
        + " "
        + f.model()
        + version
        + " "
        + f.site()
        + " "
        + f.json();
  }
}
