package org.hillock.api.spi;

import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.VersionId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Numbers, stages and hands over the frames of one client or session. Serial, like its calls;
 * {@link #end} may come from another thread between calls.
 */
@ProviderType
public interface Recorder {
  /** Whether any tap or intervention wants this model: one volatile read. */
  boolean active();

  /**
   * Waits until lossless taps can take the frames of one more call. Called before a lease is taken.
   * {@link #commit} or {@link #discard} follows, also where the call never gets to {@link #begin}.
   *
   * @param nanos how long to wait at most
   * @throws org.hillock.api.registry.BackpressureException when they cannot in time
   */
  void admit(long nanos);

  /** The hooks for a call; {@link #commit} or {@link #discard} follows. */
  Hooks begin(VersionId version, ModelCard card, Inputs inputs, long call, int epoch);

  /** The call returned: hands its frames on as one unit. */
  void commit();

  /** The call threw or was revoked: none of its frames is published, no number is used. */
  void discard();

  /** Writes a marker that the streams go on from {@code step} under {@code epoch}. */
  void resumed(long step, int epoch, String reason);

  /** Writes end markers and releases what it holds. */
  void end(String reason);
}
