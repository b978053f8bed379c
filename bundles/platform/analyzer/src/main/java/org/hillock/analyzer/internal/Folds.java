package org.hillock.analyzer.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.StepFilter;

/** An analyzer's states of the partitions that are here, as the transport asks for them. */
final class Folds<S> implements HostedAnalysis {
  private final AnalysisSettings settings;
  private final Analyzer<S> analyzer;
  private final KeptState<S> kept;
  private final StepFilter filter;
  private final BiConsumer<Finding, Boolean> found;
  private final Map<Integer, Fold<S>> folds = new TreeMap<>();
  private final AtomicLong frames = new AtomicLong();
  private volatile String stopped = "";

  private static final class Fold<S> {
    S state;
    Map<String, byte[]> stored;
    boolean changed;

    Fold(S state, Stored stored) {
      this.state = state;
      this.stored = stored.entries();
      this.changed = true;
    }
  }

  /**
   * The folds of an analyzer.
   *
   * @param found takes committed findings, and whether they are old
   * @throws StoppedException when the analyzer gives no form
   */
  Folds(AnalysisSettings settings, Analyzer<S> analyzer, BiConsumer<Finding, Boolean> found) {
    this.settings = settings;
    this.analyzer = analyzer;
    this.kept = new KeptState<>(settings.key(), analyzer);
    this.filter = new StepFilter(settings.sites(), settings.every());
    this.found = found;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String configuration() {
    return settings.configuration();
  }

  @Override
  public String model() {
    return settings.model();
  }

  @Override
  public String form() {
    return kept.form();
  }

  @Override
  public boolean fromNow() {
    return settings.fromNow();
  }

  @Override
  public long skew() {
    try {
      return Math.max(0, analyzer.skew());
    } catch (RuntimeException | LinkageError e) {
      throw new StoppedException("expected a skew, got " + e);
    }
  }

  @Override
  public FrameView wanted(FrameView frame) {
    return filter.apply(frame);
  }

  @Override
  public void assign(int partition, Stored stored) {
    folds.put(partition, new Fold<>(kept.restore(stored), stored));
  }

  @Override
  public void revoke(int partition) {
    folds.remove(partition);
  }

  @Override
  public void accept(int partition, FrameView frame) {
    Fold<S> fold = folds.get(partition);
    try {
      fold.state = analyzer.accept(fold.state, frame);
    } catch (RuntimeException | LinkageError e) {
      throw new StoppedException(
          "expected a frame of site " + frame.site() + " to be taken, got " + e);
    }
    fold.changed = true;
    frames.incrementAndGet();
  }

  @Override
  public Map<String, byte[]> changes(int partition) {
    Fold<S> fold = folds.get(partition);
    Map<String, byte[]> changes = new TreeMap<>();
    if (fold.changed) {
      Map<String, byte[]> now = kept.entries(fold.state);
      now.forEach(
          (name, bytes) -> {
            if (!Arrays.equals(bytes, fold.stored.get(name))) {
              changes.put(name, bytes);
            }
          });
      fold.stored.keySet().stream()
          .filter(name -> !now.containsKey(name))
          .forEach(name -> changes.put(name, null));
      fold.stored = now;
      fold.changed = false;
    }
    return changes;
  }

  @Override
  public List<Finding> findings(Map<Integer, Stored> others) {
    Map<Integer, Stored> parts = new TreeMap<>(others);
    parts.values().removeIf(stored -> stored.form().isEmpty());
    if (!readable(parts)) {
      return null;
    }
    folds.forEach((partition, fold) -> parts.put(partition, stored(fold)));
    try {
      S merged = null;
      for (Stored part : parts.values()) {
        S state = kept.restore(part);
        merged = merged == null ? state : analyzer.merge(merged, state);
      }
      return merged == null ? List.of() : List.copyOf(analyzer.findings(merged));
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new StoppedException("expected findings to be taken, got " + e);
    }
  }

  @Override
  public void found(Finding finding, boolean old) {
    found.accept(finding, old);
  }

  @Override
  public void stopped(String reason) {
    stopped = reason;
  }

  String stoppedBy() {
    return stopped;
  }

  long frames() {
    return frames.get();
  }

  private Stored stored(Fold<S> fold) {
    return new Stored(kept.form(), fold.changed ? kept.entries(fold.state) : fold.stored);
  }

  /** Another form is read here only where a migration takes it. */
  private boolean readable(Map<Integer, Stored> parts) {
    for (Stored part : parts.values()) {
      if (!part.form().equals(kept.form())) {
        try {
          kept.restore(part);
        } catch (StoppedException e) {
          return false;
        }
      }
    }
    return true;
  }
}
