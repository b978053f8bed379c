package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hillock.api.analysis.Finding;

/** The latest findings by key, the newest windows of each analysis, and who follows them. */
final class FindingStore {
  private static final Logger LOG = System.getLogger(FindingStore.class.getName());
  private static final int KEPT = 4096;

  /** Oldest window first; findings without a window come last. */
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.windowStart() == f.windowEnd())
          .thenComparingLong(Finding::windowStart)
          .thenComparing(Finding::site)
          .thenComparing(Finding::version);

  /** By analysis, then key; guarded by this. */
  private final Map<String, Map<String, Finding>> latest = new HashMap<>();

  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  private record Follower(String analysis, Consumer<Finding> listener) {}

  void add(Finding finding) {
    add(finding, false);
  }

  /** Adds a finding; one that is old is shown to nobody who follows. */
  void add(Finding finding, boolean old) {
    synchronized (this) {
      Map<String, Finding> own =
          latest.computeIfAbsent(finding.analysis(), name -> new HashMap<>());
      own.put(finding.key(), finding);
      if (own.size() > KEPT) {
        own.remove(own.values().stream().min(ORDER).orElseThrow().key());
      }
    }
    for (Follower follower : followers) {
      if (!old && (follower.analysis.equals("*") || follower.analysis.equals(finding.analysis()))) {
        show(follower, finding);
      }
    }
  }

  /** Whether this very finding is the latest of its key. */
  synchronized boolean holds(Finding finding) {
    return finding.equals(latest.getOrDefault(finding.analysis(), Map.of()).get(finding.key()));
  }

  private static void show(Follower follower, Finding finding) {
    try {
      follower.listener.accept(finding);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "follower of analysis " + follower.analysis + " threw " + e);
    }
  }

  synchronized List<Finding> latest(String analysis, int limit) {
    List<Finding> sorted =
        latest.getOrDefault(analysis, Map.of()).values().stream().sorted(ORDER).toList();
    return sorted.subList(Math.max(0, sorted.size() - limit), sorted.size());
  }

  AutoCloseable follow(String analysis, Consumer<Finding> listener) {
    Follower follower = new Follower(analysis, listener);
    followers.add(follower);
    return () -> followers.removeIf(f -> f == follower);
  }
}
