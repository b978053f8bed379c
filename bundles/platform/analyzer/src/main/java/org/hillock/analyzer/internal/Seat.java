package org.hillock.analyzer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hillock.analyzer.internal.Host.Candidate;
import org.hillock.api.spi.HostedAnalysis.Stored;

/**
 * The analyzers of one key: who could run, who does, and the state that goes from one to the next.
 */
final class Seat {
  /** How long a state in memory waits for the next analyzer. */
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final List<Candidate> candidates = new ArrayList<>();
  private Candidate chosen;
  private RunningAnalysis running;
  private Stored state = Stored.NONE;
  private long emptySince;

  void add(Candidate candidate) {
    candidates.add(candidate);
  }

  boolean remove(long id) {
    return candidates.removeIf(c -> c.id() == id);
  }

  Candidate chosen() {
    return chosen;
  }

  RunningAnalysis running() {
    return running;
  }

  Stored state() {
    return state;
  }

  /** The last in order, or null. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Candidate best() {
    Candidate best = null;
    for (Candidate c : candidates) {
      if (best == null || ((Comparable) c.order()).compareTo(best.order()) > 0) {
        best = c;
      }
    }
    return best;
  }

  /** Stops what runs, has its last findings published, keeps its state, and starts the next. */
  void run(
      Candidate next,
      BiFunction<Candidate, Seat, RunningAnalysis> start,
      Consumer<RunningAnalysis> publish) {
    if (running != null) {
      running.stop();
      publish.accept(running);
      state = running.state();
      running.close();
    }
    chosen = next;
    running = next == null ? null : start.apply(next, this);
    emptySince = System.nanoTime();
  }

  /** Whether nobody came for the state in time. */
  boolean forgotten() {
    return candidates.isEmpty() && System.nanoTime() - emptySince > KEPT_NANOS;
  }
}
