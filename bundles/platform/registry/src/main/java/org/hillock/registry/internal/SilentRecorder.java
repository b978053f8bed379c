package org.hillock.registry.internal;

import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamNumbers;

/** Records nothing. */
final class SilentRecorder implements Recorder {
  @Override
  public boolean active() {
    return false;
  }

  @Override
  public void admit(long nanos) {}

  @Override
  public Hooks begin(VersionId version, ModelCard card, Inputs inputs, long call, int epoch) {
    return Hooks.NONE;
  }

  @Override
  public void commit() {}

  @Override
  public void commit(State state) {}

  @Override
  public void discard() {}

  @Override
  public void resumed(long step, int epoch, String reason) {}

  @Override
  public void stand(VersionId version, long call, int epoch, State state, String reason) {}

  @Override
  public StreamNumbers numbers() {
    return StreamNumbers.NONE;
  }

  @Override
  public void suspend() {}

  @Override
  public void end(String reason) {}
}
