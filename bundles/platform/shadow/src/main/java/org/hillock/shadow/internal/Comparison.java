package org.hillock.shadow.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.SiteDrift;

/** The time in which shadow and analysis run. */
final class Comparison {
  private static final long POLL_MILLIS = 50;
  private static final long LINE_NANOS = 1_000_000_000L;
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofMillis(800);
  private static final Duration LAST_FINDINGS = Duration.ofSeconds(3);

  private final ShadowSwapRequest request;
  private final Shadow shadow;
  private final Drifts drifts;
  private final List<String> sites;
  private final Consumer<String> progress;
  private final ShadowNumbers before;

  /**
   * A comparison that begins now.
   *
   * @param sites that lines of progress look at
   */
  Comparison(
      ShadowSwapRequest request,
      Shadow shadow,
      Drifts drifts,
      List<String> sites,
      Consumer<String> progress) {
    this.request = request;
    this.shadow = shadow;
    this.drifts = drifts;
    this.sites = sites;
    this.progress = progress;
    this.before = shadow.numbers();
  }

  /** Returns when enough was compared and all of it is found, or the shadow has ended. */
  void run() throws InterruptedException {
    long began = System.nanoTime();
    long until = began + request.time().toNanos();
    long line = began + LINE_NANOS;
    long now = began;
    while (shadow.end().isEmpty() && now - until < 0 && !enough()) {
      Thread.sleep(POLL_MILLIS);
      now = System.nanoTime();
      if (now - line >= 0) {
        progress.accept(line((now - began) / LINE_NANOS));
        line += LINE_NANOS;
      }
    }
    if (shadow.end().isEmpty() && shadow.settle(SETTLE)) {
      drifts.awaitQuiet(QUIET, LAST_FINDINGS);
    }
  }

  private boolean enough() {
    return request.calls() > 0 && numbers().compared() >= request.calls();
  }

  /** What was counted since the beginning; differences and times over all calls of the shadow. */
  ShadowNumbers numbers() {
    ShadowNumbers n = shadow.numbers();
    return new ShadowNumbers(
        n.mirrored() - before.mirrored(),
        n.compared() - before.compared(),
        n.dropped() - before.dropped(),
        n.resynced() - before.resynced(),
        n.uncarried(),
        n.largestDifference(),
        n.meanDifference(),
        n.liveCall(),
        n.candidateCall());
  }

  private String line(long seconds) {
    ShadowNumbers n = numbers();
    StringBuilder line = new StringBuilder();
    line.append(seconds).append(" s: ").append(n.compared()).append(" calls compared, ");
    line.append(n.dropped()).append(" dropped, largest output difference ");
    line.append(Verdict.text(n.largestDifference()));
    sites.stream()
        .map(drifts::at)
        .filter(SiteDrift::compared)
        .max((a, b) -> Double.compare(a.bits(), b.bits()))
        .ifPresent(
            most ->
                line.append(", largest drift ")
                    .append(Verdict.text(most.bits()))
                    .append(" bit at ")
                    .append(most.site()));
    return line.toString();
  }
}
