package org.hillock.registry.internal;

import java.util.Optional;
import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.StateMigration;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.shadow.Candidate;

/** A loaded version as a shadow sees it. */
final class ShadowCandidate implements Candidate {
  private final Loaded loaded;

  ShadowCandidate(Loaded loaded) {
    this.loaded = loaded;
  }

  @Override
  public VersionId id() {
    return loaded.id();
  }

  @Override
  public Model model() {
    return loaded.model();
  }

  @Override
  public ModelCard card() {
    return loaded.card();
  }

  @Override
  public State fresh(int rows, long step) throws LoadFailure {
    return FreshState.of(loaded, rows, step);
  }

  @Override
  public State carry(State live) throws LoadFailure {
    StateLayout target = loaded.card().state();
    if (live.layout().equals(target)) {
      return live;
    }
    int rows = live.batch();
    long step = live.step();
    try {
      Optional<StateMigration> way = loaded.factory().migration(live.layout().hash());
      if (way.isPresent()) {
        return Migrations.checked(way.get().forward(live), rows, step, target);
      }
    } catch (RuntimeException | LinkageError e) {
      throw new LoadFailure("migration: " + FailureText.of(e));
    }
    throw new LoadFailure(
        "no way from state layout " + live.layout().meaning() + " to " + target.meaning());
  }
}
