package org.hillock.analyzer.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.hillock.analyzer.internal.Host.Candidate;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis.StoppedException;
import org.hillock.api.spi.HostedAnalysis.Stored;
import org.hillock.api.spi.Transport;

/**
 * Where an analyzer runs: a lossless one with the transport, if that keeps frames; any other on
 * subscriptions. One that was with a transport waits for it when it goes, and never moves to a
 * transport that forgets.
 */
final class AnalysisPlace {
  private static final Logger LOG = System.getLogger(AnalysisPlace.class.getName());

  private final Activations activations;
  private final FindingStore store;
  private Transport transport;

  AnalysisPlace(Activations activations, FindingStore store) {
    this.activations = activations;
    this.store = store;
  }

  void transport(Transport next) {
    transport = next;
  }

  /** Moves a running analysis to the present transport; false when it must start again instead. */
  boolean stays(RunningAnalysis running) {
    if (running instanceof KeptAnalysis<?> kept) {
      kept.host(transport);
      return true;
    }
    return !(running instanceof FollowedAnalysis<?> followed && followed.lossless());
  }

  RunningAnalysis put(Candidate candidate, Stored before) {
    return put(candidate.settings(), candidate.analyzer(), before);
  }

  private <S> RunningAnalysis put(AnalysisSettings settings, Analyzer<S> analyzer, Stored before) {
    if (settings.delivery() == Delivery.LOSSLESS && transport != null) {
      try {
        Folds<S> folds = new Folds<>(settings, analyzer, store::add);
        KeptAnalysis<S> kept = new KeptAnalysis<>(settings, folds, activations);
        if (kept.host(transport)) {
          if (!before.form().isEmpty()) {
            LOG.log(
                Level.WARNING,
                "analysis "
                    + settings.key()
                    + " goes on with the state on the log; what it had folded in memory is left");
          }
          return kept;
        }
      } catch (StoppedException e) {
        return new FailedAnalysis(settings, e.getMessage());
      }
    }
    return new FollowedAnalysis<>(settings, analyzer, activations, before);
  }

  /** One that cannot even begin. */
  private record FailedAnalysis(AnalysisSettings settings, String reason)
      implements RunningAnalysis {
    @Override
    public void start() {
      LOG.log(Level.ERROR, "analysis " + settings.key() + " stopped: " + reason);
    }

    @Override
    public List<Finding> cycle() {
      return List.of();
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}

    @Override
    public Stored state() {
      return Stored.NONE;
    }

    @Override
    public String describe() {
      return settings.describe() + ": stopped: " + reason;
    }
  }
}
