package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;

/** One running analyzer with its state. An analyzer that throws is stopped, and its text kept. */
final class Analysis<S> {
  private static final Logger LOG = System.getLogger(Analysis.class.getName());

  private final AnalysisSettings settings;
  private final Analyzer<S> analyzer;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  /** Guarded by this. */
  private S state;

  /** Guarded by this. */
  private boolean changed;

  /** Guarded by this; JSON by key. */
  private Map<String, String> published = Map.of();

  /** Guarded by this. */
  private long frames;

  private volatile String error = "";
  private volatile boolean closed;

  Analysis(AnalysisSettings settings, Analyzer<S> analyzer) {
    this.settings = settings;
    this.analyzer = analyzer;
  }

  void start(Activations activations) {
    try {
      synchronized (this) {
        state = analyzer.initial();
      }
    } catch (RuntimeException | LinkageError e) {
      fail("initial", e);
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
      fail("a frame of site " + frame.site(), e);
    }
  }

  /** Findings that differ from what this gave before; empty when nothing came since. */
  synchronized List<Finding> news() {
    if (!changed || !error.isEmpty()) {
      return List.of();
    }
    changed = false;
    List<Finding> all;
    try {
      all = List.copyOf(analyzer.findings(state));
    } catch (RuntimeException | LinkageError e) {
      fail("findings", e);
      return List.of();
    }
    Map<String, String> now = new HashMap<>();
    List<Finding> news = new ArrayList<>();
    for (Finding finding : all) {
      now.put(finding.key(), finding.json());
      if (!finding.json().equals(published.get(finding.key()))) {
        news.add(finding);
      }
    }
    published = now;
    return news;
  }

  private synchronized void fail(String where, Throwable thrown) {
    error = "stopped: expected " + where + " to be taken, got " + thrown;
    state = null;
    LOG.log(Level.ERROR, "analysis " + settings.key() + " " + error);
  }

  boolean failed() {
    return !error.isEmpty();
  }

  /** Ends the subscriptions; not called from a listener. */
  void stop() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  /** Ends it for good: on return the analyzer is not called any more. */
  void close() {
    stop();
    synchronized (this) {
      closed = true;
      state = null;
    }
  }

  /** One line for people. */
  synchronized String describe() {
    return settings.describe()
        + ": "
        + (error.isEmpty() ? frames + " frames, " + published.size() + " findings" : error);
  }
}
