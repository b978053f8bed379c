package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Tap;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis.Hosting;
import org.hillock.api.spi.HostedAnalysis.Stored;
import org.hillock.api.spi.Transport;

/**
 * An analyzer whose frames, state and findings are kept by the transport. Here is the tap that has
 * its frames written; the transport may go and come back, and the analysis waits meanwhile.
 */
final class KeptAnalysis<S> implements RunningAnalysis {
  private static final Logger LOG = System.getLogger(KeptAnalysis.class.getName());
  private static final long TAP_NANOS = 1_000_000_000;

  private final AnalysisSettings settings;
  private final Folds<S> folds;
  private final Activations activations;
  private final boolean[] tapped;

  /** Guarded by this. */
  private Hosting hosting;

  /** Guarded by this. */
  private String refusal = "";

  /** Guarded by this. */
  private boolean closed;

  private long nextTap = System.nanoTime();

  KeptAnalysis(AnalysisSettings settings, Folds<S> folds, Activations activations) {
    this.settings = settings;
    this.folds = folds;
    this.activations = activations;
    this.tapped = new boolean[settings.sites().size()];
  }

  /** Goes on with a transport, or waits for one. False when it is one that keeps nothing. */
  boolean host(Transport transport) {
    Hosting before;
    synchronized (this) {
      before = hosting;
      hosting = null;
    }
    if (before != null) {
      before.close();
    }
    if (transport == null || !folds.stoppedBy().isEmpty()) {
      return true;
    }
    Hosting next = transport.host(folds).orElse(null);
    synchronized (this) {
      hosting = next;
    }
    return next != null;
  }

  @Override
  public void start() {
    tap();
  }

  @Override
  public List<Finding> cycle() {
    if (!folds.stoppedBy().isEmpty()) {
      untap();
    } else if (System.nanoTime() - nextTap >= 0) {
      tap();
    }
    return List.of();
  }

  @Override
  public void stop() {
    untap();
    host(null);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    stop();
  }

  /** It is with the transport. */
  @Override
  public Stored state() {
    return Stored.NONE;
  }

  @Override
  public String describe() {
    Hosting now;
    String tap;
    synchronized (this) {
      now = hosting;
      tap = refusal.isEmpty() ? "" : "; tap: " + refusal;
    }
    String stopped = folds.stoppedBy();
    String where = now == null ? "waits for a transport that keeps frames" : now.describe();
    return settings.describe()
        + ": "
        + (stopped.isEmpty() ? folds.frames() + " frames, " + where + tap : "stopped: " + stopped);
  }

  /** Opens what is not open yet; a model or a topic that is not there is waited for. */
  private synchronized void tap() {
    nextTap = System.nanoTime() + TAP_NANOS;
    if (closed) {
      return;
    }
    for (int i = 0; i < tapped.length; i++) {
      if (!tapped[i]) {
        try {
          activations.open(
              new Tap(
                  settings.tapName(i),
                  settings.model(),
                  settings.sites().get(i),
                  settings.every(),
                  settings.delivery()));
          tapped[i] = true;
          refusal = "";
        } catch (TapRefusedException e) {
          if (!e.getMessage().equals(refusal)) {
            refusal = e.getMessage();
            LOG.log(Level.INFO, "analysis " + settings.key() + " waits for its tap: " + refusal);
          }
        }
      }
    }
  }

  private synchronized void untap() {
    for (int i = 0; i < tapped.length; i++) {
      if (tapped[i]) {
        activations.close(settings.tapName(i));
        tapped[i] = false;
      }
    }
    nextTap = Long.MAX_VALUE;
  }
}
