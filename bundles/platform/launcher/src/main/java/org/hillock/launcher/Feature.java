package org.hillock.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a feature file says.
 *
 * @param bundles Maven identities {@code group:artifact:version} in start order; empty takes every
 *     jar of the folder
 * @param configurations by PID, {@code factory~name} for those of a factory
 * @param properties framework properties
 * @param first symbolic names of the bundles to start before configurations are given out
 * @param ready filters of services that must be there before the platform calls itself ready
 */
record Feature(
    List<String> bundles,
    Map<String, Map<String, Object>> configurations,
    Map<String, String> properties,
    List<String> first,
    List<String> ready) {

  static final Feature EMPTY = new Feature(List.of(), Map.of(), Map.of(), List.of(), List.of());

  /** This feature with another on top: lists are joined, equal keys and PIDs replaced. */
  Feature with(Feature other) {
    return new Feature(
        join(bundles, other.bundles),
        put(configurations, other.configurations),
        put(properties, other.properties),
        join(first, other.first),
        join(ready, other.ready));
  }

  private static List<String> join(List<String> a, List<String> b) {
    return java.util.stream.Stream.concat(a.stream(), b.stream()).distinct().toList();
  }

  private static <V> Map<String, V> put(Map<String, V> a, Map<String, V> b) {
    Map<String, V> all = new LinkedHashMap<>(a);
    all.putAll(b);
    return all;
  }
}
