package org.hillock.shadow;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;

/**
 * What shall go live, and within which bounds.
 *
 * @param candidate the version
 * @param time the comparison ends after it at the latest
 * @param calls it ends when so many calls were compared; 0 for no such number
 * @param bounds that decide
 * @param sites whose drift decides; empty for all that the two versions have
 * @param unmigratable what happens to sessions that the candidate cannot carry on
 */
public record ShadowSwapRequest(
    VersionId candidate,
    Duration time,
    long calls,
    Bounds bounds,
    List<String> sites,
    Unmigratable unmigratable) {

  /**
   * Bounds within which a candidate goes live.
   *
   * @param drift largest Jensen-Shannon divergence at any site, 0 to 1 bit
   * @param outputs largest absolute difference of any output element; infinite for no bound
   * @param leastCalls calls that must have been compared, 1 or more
   * @param mostDropped largest share of calls that the candidate missed, 0 to 1
   */
  public record Bounds(double drift, double outputs, long leastCalls, double mostDropped) {
    /** A bound on drift; any outputs, 30 calls or more, a tenth of them dropped at most. */
    public static Bounds drift(double bits) {
      return new Bounds(bits, Double.POSITIVE_INFINITY, 30, 0.1);
    }

    public Bounds {
      boolean fits =
          drift >= 0
              && drift <= 1
              && outputs >= 0
              && leastCalls >= 1
              && mostDropped >= 0
              && mostDropped <= 1;
      if (!fits) {
        throw new IllegalArgumentException(
            "expected a drift of 0 to 1 bit, an output difference of 0 or more, 1 call or more and"
                + " a dropped share of 0 to 1, got "
                + drift
                + ", "
                + outputs
                + ", "
                + leastCalls
                + " and "
                + mostDropped);
      }
    }
  }

  /** All sites, and no session may be lost. */
  public static ShadowSwapRequest of(
      VersionId candidate, Duration time, long calls, Bounds bounds) {
    return new ShadowSwapRequest(candidate, time, calls, bounds, List.of(), Unmigratable.REFUSE);
  }

  public ShadowSwapRequest {
    Objects.requireNonNull(candidate, "candidate");
    Objects.requireNonNull(bounds, "bounds");
    Objects.requireNonNull(unmigratable, "unmigratable");
    sites = List.copyOf(sites);
    if (time.isNegative() || time.isZero() || calls < 0) {
      throw new IllegalArgumentException(
          "expected a time above 0 and 0 calls or more, got " + time + " and " + calls);
    }
  }
}
