package org.hillock.shadow.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.SiteDrift;

/** Holds what was measured against the bounds: one line for each that is broken. */
final class Verdict {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final ShadowSwapRequest request;
  private final List<SiteDrift> drifts = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();

  /**
   * Decides.
   *
   * @param live names of the live version's sites
   * @param candidate names of the candidate's sites
   * @param numbers since the analysis ran
   */
  Verdict(
      ShadowSwapRequest request,
      List<String> live,
      List<String> candidate,
      Drifts found,
      ShadowNumbers numbers) {
    this.request = request;
    calls(numbers);
    sites(live, candidate, found);
    outputs(numbers);
  }

  private void calls(ShadowNumbers n) {
    ShadowSwapRequest.Bounds bounds = request.bounds();
    if (n.compared() < bounds.leastCalls()) {
      refusals.add(
          "calls: expected " + bounds.leastCalls() + " or more compared, got " + n.compared());
    }
    long all = n.compared() + n.dropped();
    if (n.dropped() > bounds.mostDropped() * all) {
      refusals.add(
          String.format(
              Locale.ROOT,
              "calls: expected a share of at most %s dropped, got %d of %d",
              text(bounds.mostDropped()),
              n.dropped(),
              all));
    }
  }

  private void sites(List<String> live, List<String> candidate, Drifts found) {
    Set<String> judged = new LinkedHashSet<>(request.sites());
    if (judged.isEmpty()) {
      judged.addAll(live);
      judged.addAll(candidate);
    }
    for (String site : judged) {
      SiteDrift drift = missing(site, live, candidate, found.at(site));
      drifts.add(drift);
      if (drift.compared() && !(drift.bits() <= request.bounds().drift())) {
        refusals.add(
            String.format(
                Locale.ROOT,
                "site %s: drift %s bit, bound %s bit",
                site,
                beyond(drift.bits(), request.bounds().drift()),
                text(request.bounds().drift())));
      } else if (!drift.compared() && (found.saw(site) || !request.sites().isEmpty())) {
        refusals.add("site " + site + ": " + drift.over() + ", expected both versions to be seen");
      }
    }
    if (drifts.stream().noneMatch(SiteDrift::compared)) {
      refusals.add("sites: expected one or more with frames of both versions, got none");
    }
  }

  private static SiteDrift missing(
      String site, List<String> live, List<String> candidate, SiteDrift drift) {
    boolean one = live.contains(site);
    boolean other = candidate.contains(site);
    if (one && other) {
      return drift;
    }
    String where = one ? "the live version has it only" : "the candidate has it only";
    return new SiteDrift(site, Double.NaN, one || other ? where : "neither version has it");
  }

  private void outputs(ShadowNumbers n) {
    if (!(n.largestDifference() <= request.bounds().outputs())) {
      refusals.add(
          "outputs: largest difference "
              + beyond(n.largestDifference(), request.bounds().outputs())
              + ", bound "
              + text(request.bounds().outputs()));
    }
  }

  /** Four digits. */
  static String text(double value) {
    return Double.isInfinite(value) || Double.isNaN(value)
        ? Double.toString(value)
        : new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** A value beyond a bound never looks like the bound. */
  private static String beyond(double value, double bound) {
    String text = text(value);
    return text.equals(text(bound)) ? Double.toString(value) : text;
  }

  List<SiteDrift> drifts() {
    return drifts;
  }

  /** Empty when the candidate may go live. */
  List<String> refusals() {
    return refusals;
  }
}
