package org.hillock.registry.internal;

import java.time.Instant;
import java.util.Optional;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.hillock.api.registry.VersionInfo.Phase;

/** A version that the registry knows of, loaded or not. */
final class Version {
  private final VersionId id;
  // guarded by this
  private Source source;
  private Phase phase = Phase.CANDIDATE;
  private Instant since = Instant.now();
  private String problem = "";
  private Loaded loaded;
  private ModelCard card;

  Version(VersionId id, Source source) {
    this.id = id;
    this.source = source;
  }

  VersionId id() {
    return id;
  }

  synchronized Source source() {
    return source;
  }

  synchronized void source(Source newSource) {
    source = newSource;
  }

  synchronized Phase phase() {
    return phase;
  }

  synchronized void phase(Phase newPhase, String newProblem) {
    if (phase != newPhase) {
      since = Instant.now();
    }
    phase = newPhase;
    problem = newProblem;
  }

  synchronized Loaded loaded() {
    return loaded;
  }

  synchronized void loaded(Loaded now) {
    loaded = now;
    if (now != null) {
      card = now.card();
    }
  }

  /** Gives up {@code was}, unless another took its place; true when it was the one. */
  synchronized boolean unload(Loaded was, Phase newPhase, String newProblem) {
    if (loaded != was) {
      return false;
    }
    loaded = null;
    phase(newPhase, newProblem);
    return true;
  }

  /** The card, once it was loaded. */
  synchronized Optional<ModelCard> card() {
    return Optional.ofNullable(card);
  }

  synchronized VersionInfo info(int leases) {
    return new VersionInfo(id, phase, since, source.describe(), problem, leases);
  }
}
