package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hillock.api.activation.Activations;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.analysis.Findings;

/**
 * Runs one analyzer for each key. Of several the last in order runs; a change stops the one and
 * then starts the other. All findings are made and published on one thread.
 */
final class Host implements Findings, AutoCloseable {
  private static final Logger LOG = System.getLogger(Host.class.getName());
  private static final long LIMIT_SECONDS = 10;

  private final Activations activations;
  private final Consumer<Finding> publisher;
  private final FindingStore store = new FindingStore();
  private final ScheduledExecutorService executor;

  /** By key; guarded by this. */
  private final Map<String, Running> running = new TreeMap<>();

  /** An analyzer as it was registered. */
  record Candidate(Comparable<?> order, long id, AnalysisSettings settings, Analyzer<?> analyzer) {}

  private static final class Running {
    final List<Candidate> candidates = new ArrayList<>();
    Candidate chosen;
    Analysis<?> analysis;
  }

  Host(Activations activations, Consumer<Finding> publisher, long cycleMillis) {
    this.activations = activations;
    this.publisher = publisher;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hillock-analyzer");
              thread.setDaemon(true);
              return thread;
            });
    executor.scheduleWithFixedDelay(this::cycle, cycleMillis, cycleMillis, TimeUnit.MILLISECONDS);
  }

  synchronized void add(Candidate candidate) {
    Running of = running.computeIfAbsent(candidate.settings.key(), key -> new Running());
    of.candidates.add(candidate);
    choose(of);
  }

  synchronized void remove(long id) {
    for (Running of : running.values()) {
      if (of.candidates.removeIf(c -> c.id == id)) {
        choose(of);
      }
    }
    running.values().removeIf(r -> r.candidates.isEmpty());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void choose(Running of) {
    Candidate best = null;
    for (Candidate c : of.candidates) {
      if (best == null || ((Comparable) c.order).compareTo(best.order) > 0) {
        best = c;
      }
    }
    if (best == of.chosen) {
      return;
    }
    if (of.analysis != null) {
      of.analysis.stop();
      publish(of.analysis);
      of.analysis.close();
    }
    of.chosen = best;
    of.analysis = best == null ? null : new Analysis<>(best.settings, best.analyzer);
    if (of.analysis != null) {
      of.analysis.start(activations);
    }
  }

  private void cycle() {
    List<Analysis<?>> all = new ArrayList<>();
    synchronized (this) {
      running.values().forEach(r -> all.add(r.analysis));
    }
    for (Analysis<?> analysis : all) {
      if (analysis.failed()) {
        analysis.stop();
      } else {
        publish(analysis);
      }
    }
  }

  private void publish(Analysis<?> analysis) {
    for (Finding finding : analysis.news()) {
      store.add(finding);
      try {
        publisher.accept(finding);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "expected finding " + finding.key() + " to be published, got " + e);
      }
    }
  }

  @Override
  public synchronized List<String> analyses() {
    return running.values().stream().map(r -> r.analysis.describe()).toList();
  }

  @Override
  public List<Finding> latest(String analysis, int limit) {
    return store.latest(analysis, limit);
  }

  @Override
  public AutoCloseable follow(String analysis, Consumer<Finding> listener) {
    return store.follow(analysis, listener);
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      executor.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      running.values().forEach(r -> r.analysis.close());
      running.clear();
    }
  }
}
