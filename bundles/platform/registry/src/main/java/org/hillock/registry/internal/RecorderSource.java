package org.hillock.registry.internal;

import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.Recorders;

/** The activation service of the moment; handles notice a change by the object. */
public final class RecorderSource {
  /** Records nothing. */
  static final Recorder NONE = new Silent();

  private volatile Recorders current;

  /** Null when there is none. */
  public Recorders current() {
    return current;
  }

  /** Sets the service; null when it goes. */
  public void set(Recorders recorders) {
    current = recorders;
  }

  /** Takes {@code recorders} away unless another came already. */
  public synchronized void unset(Recorders recorders) {
    if (current == recorders) {
      current = null;
    }
  }

  private static final class Silent implements Recorder {
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
    public void discard() {}

    @Override
    public void resumed(long step, int epoch, String reason) {}

    @Override
    public void end(String reason) {}
  }
}
