package org.hillock.registry.internal.shadow;

import org.hillock.api.model.Model;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.LoadFailure;

/** The version that runs in a shadow, and where states for it come from. */
public interface Candidate {
  VersionId id();

  Model model();

  ModelCard card();

  /** A new state for a stream that stands at {@code step}. */
  State fresh(int rows, long step) throws LoadFailure;

  /**
   * The candidate's form of a live session's state.
   *
   * @param live a copy, given away
   * @throws LoadFailure there is no way from its layout
   */
  State carry(State live) throws LoadFailure;
}
