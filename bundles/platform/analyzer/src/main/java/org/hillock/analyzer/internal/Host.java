package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hillock.api.activation.Activations;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.analysis.Findings;
import org.hillock.api.spi.Transport;

/**
 * Runs one analyzer for each key. Of several the last in order runs; a change stops the one and
 * then starts the other, which goes on with its state. Findings of followed analyses are made and
 * published on one thread.
 */
final class Host implements Findings, AutoCloseable {
  private static final Logger LOG = System.getLogger(Host.class.getName());
  private static final long LIMIT_SECONDS = 10;

  private final Consumer<Finding> publisher;
  private final FindingStore store = new FindingStore();
  private final ScheduledExecutorService executor;
  private final AnalysisPlace place;

  /** By key; guarded by this. */
  private final Map<String, Seat> seats = new TreeMap<>();

  /** An analyzer as it was registered. */
  record Candidate(Comparable<?> order, long id, AnalysisSettings settings, Analyzer<?> analyzer) {}

  Host(Activations activations, Consumer<Finding> publisher, long cycleMillis) {
    this.place = new AnalysisPlace(activations, store);
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

  /** The transport from now on, or null; lossless analyses move to it. */
  synchronized void transport(Transport next) {
    place.transport(next);
    for (Seat seat : seats.values()) {
      if (seat.running() != null && !place.stays(seat.running())) {
        seat.run(seat.chosen(), this::start, this::publish);
      }
    }
  }

  synchronized void add(Candidate candidate) {
    Seat seat = seats.computeIfAbsent(candidate.settings.key(), key -> new Seat());
    seat.add(candidate);
    choose(seat);
  }

  synchronized void remove(long id) {
    for (Seat seat : seats.values()) {
      if (seat.remove(id)) {
        choose(seat);
      }
    }
  }

  private void choose(Seat seat) {
    Candidate best = seat.best();
    if (best != seat.chosen()) {
      seat.run(best, this::start, this::publish);
    }
  }

  private RunningAnalysis start(Candidate candidate, Seat seat) {
    RunningAnalysis next = place.put(candidate, seat.state());
    next.start();
    return next;
  }

  private void cycle() {
    List<RunningAnalysis> all;
    synchronized (this) {
      seats.values().removeIf(Seat::forgotten);
      all = running();
    }
    all.forEach(this::publish);
  }

  /** Guarded by this. */
  private List<RunningAnalysis> running() {
    return new ArrayList<>(
        seats.values().stream().map(Seat::running).filter(Objects::nonNull).toList());
  }

  private void publish(RunningAnalysis analysis) {
    for (Finding finding : analysis.cycle()) {
      if (store.holds(finding)) {
        continue;
      }
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
    return running().stream().map(RunningAnalysis::describe).toList();
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
      running().forEach(RunningAnalysis::close);
      seats.clear();
    }
  }
}
