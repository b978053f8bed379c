package org.hillock.shadow.internal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.shadow.ShadowSwapReport;
import org.hillock.shadow.ShadowSwapRequest.Bounds;
import org.hillock.shadow.SiteDrift;

/** A report for people: a table of sites, then the numbers, then what is live. */
final class ReportText {
  private final ShadowSwapReport report;
  private final Bounds bounds;

  ReportText(ShadowSwapReport report, Bounds bounds) {
    this.report = report;
    this.bounds = bounds;
  }

  void print(PrintStream out) {
    int width = report.drifts().stream().mapToInt(drift -> drift.site().length()).max().orElse(0);
    width = Math.max(width, "SITE".length());
    String row = "%-" + width + "s  %10s  %8s  %s%n";
    out.printf(Locale.ROOT, row, "SITE", "DRIFT BIT", "BOUND", "OVER");
    for (SiteDrift drift : report.drifts()) {
      out.printf(
          Locale.ROOT,
          row,
          drift.site(),
          drift.compared() ? String.format(Locale.ROOT, "%.5f", drift.bits()) : "-",
          Verdict.text(bounds.drift()),
          drift.over());
    }
    ShadowNumbers n = report.numbers();
    out.printf(
        Locale.ROOT,
        "%d calls compared, %d dropped, %d sessions taken anew, %d not carried%n",
        n.compared(),
        n.dropped(),
        n.resynced(),
        n.uncarried());
    out.printf(
        Locale.ROOT,
        "outputs: largest difference %s, mean %s%n",
        Verdict.text(n.largestDifference()),
        Verdict.text(n.meanDifference()));
    out.printf(
        Locale.ROOT,
        "mean call: %s in %s, %s in %s%n",
        millis(n.liveCall()),
        report.live(),
        millis(n.candidateCall()),
        report.candidate());
    report.refusals().forEach(line -> out.println("refused: " + line));
    report
        .swap()
        .ifPresent(
            swap ->
                out.println(
                    report.candidate().model()
                        + ": "
                        + report.candidate()
                        + " is live, sessions carried over: "
                        + swap.migrated()));
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
  }
}
