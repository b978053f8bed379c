package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis.StoppedException;
import org.hillock.api.spi.HostedAnalysis.Stored;

/**
 * An analyzer that follows frames by subscriptions, with its state in memory. One that throws is
 * stopped, and its text kept.
 */
final class FollowedAnalysis<S> implements RunningAnalysis {
  private static final Logger LOG = System.getLogger(FollowedAnalysis.class.getName());

  private final AnalysisSettings settings;
  private final Analyzer<S> analyzer;
  private final Activations activations;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  /** What the analyzer before left. */
  private final Stored before;

  /** Guarded by this. */
  private KeptState<S> kept;

  /** Guarded by this; null before the start and after a failure. */
  private S state;

  /** Guarded by this. */
  private boolean changed;

  /** Guarded by this; JSON by key. */
  private Map<String, String> published = Map.of();

  /** Guarded by this. */
  private long frames;

  private volatile String error = "";
  private volatile boolean closed;

  FollowedAnalysis(
      AnalysisSettings settings, Analyzer<S> analyzer, Activations activations, Stored before) {
    this.settings = settings;
    this.analyzer = analyzer;
    this.activations = activations;
    this.before = before;
  }

  boolean lossless() {
    return settings.delivery() == Delivery.LOSSLESS;
  }

  @Override
  public void start() {
    try {
      synchronized (this) {
        kept = new KeptState<>(settings.key(), analyzer);
        state = kept.restore(before);
        changed = !before.form().isEmpty();
      }
    } catch (StoppedException e) {
      fail(e.getMessage());
      return;
    }
    for (String site : settings.sites()) {
      subscriptions.add(
          activations.subscribe(
              settings.model(), site, settings.every(), settings.delivery(), this::accept));
    }
  }

  private synchronized void accept(FrameView frame) {
    if (closed || !error.isEmpty()) {
      return;
    }
    try {
      state = analyzer.accept(state, frame);
      changed = true;
      frames++;
    } catch (RuntimeException | LinkageError e) {
      fail("expected a frame of site " + frame.site() + " to be taken, got " + e);
    }
  }

  @Override
  public List<Finding> cycle() {
    if (!error.isEmpty()) {
      stop();
      return List.of();
    }
    return news();
  }

  /** Findings that differ from what this gave before; empty when nothing came since. */
  private synchronized List<Finding> news() {
    if (!changed || !error.isEmpty()) {
      return List.of();
    }
    changed = false;
    List<Finding> all;
    try {
      all = List.copyOf(analyzer.findings(state));
    } catch (RuntimeException | LinkageError e) {
      fail("expected findings to be taken, got " + e);
      return List.of();
    }
    Map<String, String> now = new HashMap<>();
    all.forEach(finding -> now.put(finding.key(), finding.json()));
    Map<String, String> earlier = published;
    published = now;
    return all.stream().filter(f -> !f.json().equals(earlier.get(f.key()))).toList();
  }

  private synchronized void fail(String text) {
    error = "stopped: " + text;
    if (state != null) {
      error += "; what it had found until then is published, its state is lost";
    }
    state = null;
    LOG.log(Level.ERROR, "analysis " + settings.key() + " " + error);
  }

  @Override
  public void stop() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  @Override
  public void close() {
    stop();
    synchronized (this) {
      closed = true;
      state = null;
    }
  }

  /** Where this one folded nothing, the state of the analyzer before is kept. */
  @Override
  public synchronized Stored state() {
    if (frames == 0) {
      return before;
    }
    if (state == null) {
      return Stored.NONE;
    }
    try {
      return new Stored(kept.form(), kept.entries(state));
    } catch (StoppedException e) {
      LOG.log(Level.ERROR, "analysis " + settings.key() + " begins anew: " + e.getMessage());
      return Stored.NONE;
    }
  }

  @Override
  public synchronized String describe() {
    return settings.describe()
        + ": "
        + (error.isEmpty() ? frames + " frames, " + published.size() + " findings" : error);
  }
}
