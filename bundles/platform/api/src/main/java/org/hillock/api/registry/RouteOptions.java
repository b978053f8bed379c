package org.hillock.api.registry;

/**
 * How a route behaves.
 *
 * @param manual candidates wait for a swap by hand instead of going live after their self-check
 * @param maxConcurrent calls at once before further ones get {@link BusyException}; 0 for no limit
 */
public record RouteOptions(boolean manual, int maxConcurrent) {
  /** Candidates go live after their self-check, no limit. */
  public static final RouteOptions DEFAULT = new RouteOptions(false, 0);

  public RouteOptions {
    if (maxConcurrent < 0) {
      throw new IllegalArgumentException(
          "expected maxConcurrent of 0 or more, got " + maxConcurrent);
    }
  }
}
