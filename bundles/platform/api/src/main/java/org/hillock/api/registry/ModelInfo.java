package org.hillock.api.registry;

import java.util.List;
import java.util.Optional;

/**
 * A model and its versions at one moment.
 *
 * @param name of the model
 * @param aliases other names of the route
 * @param live the version that serves calls, if any
 * @param versions loaded versions, newest first
 * @param route how its route behaves
 * @param calls calls that returned since the platform started
 * @param failed calls that ended with an error since then
 */
public record ModelInfo(
    String name,
    List<String> aliases,
    Optional<VersionId> live,
    List<VersionInfo> versions,
    RouteOptions route,
    long calls,
    long failed) {
  public ModelInfo {
    aliases = List.copyOf(aliases);
    versions = List.copyOf(versions);
  }
}
