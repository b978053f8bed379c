package org.hillock.api.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The next sequence number of each row by site, of one session; markers of a whole stream count
 * under an empty site. JDK types, so that numbers outlive the bundle that counted them.
 *
 * @param live of live delivery
 * @param lossless of lossless delivery
 */
public record StreamNumbers(Map<String, long[]> live, Map<String, long[]> lossless) {
  /** Nothing was numbered. */
  public static final StreamNumbers NONE = new StreamNumbers(Map.of(), Map.of());

  /** Copies its arguments. */
  public StreamNumbers {
    live = copy(live);
    lossless = copy(lossless);
  }

  private static Map<String, long[]> copy(Map<String, long[]> numbers) {
    if (numbers.isEmpty()) {
      return Map.of();
    }
    Map<String, long[]> copy = new LinkedHashMap<>();
    numbers.forEach((site, next) -> copy.put(site, next.clone()));
    return copy;
  }
}
