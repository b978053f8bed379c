package org.hillock.registry.internal.deploy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Candidates that configurations describe, by PID. */
final class Wanted {
  private final Map<String, Entry> byPid = new ConcurrentHashMap<>();

  void put(Entry entry) {
    byPid.put(entry.pid(), entry);
  }

  void remove(String pid) {
    byPid.remove(pid);
  }

  List<Entry> of(String factory) {
    return byPid.values().stream().filter(e -> e.factory().equals(factory)).toList();
  }

  /** Aliases of a model over all its configurations. */
  List<String> aliases(String model) {
    return byPid.values().stream()
        .filter(e -> e.model().equals(model))
        .flatMap(e -> e.aliases().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * A configured candidate.
   *
   * @param checkpoint SHA-256 of a checkpoint in the store
   */
  record Entry(String pid, String model, String factory, String checkpoint, List<String> aliases) {}
}
