package org.hillock.api.spi;

import org.hillock.api.model.Hooks;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.State;
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

  /**
   * As {@link #commit()}, for a durable session: the state goes on in the same unit as the frames.
   *
   * @param state after the call, a snapshot that nobody changes
   */
  void commit(State state);

  /** The call threw or was revoked: none of its frames is published, no number is used. */
  void discard();

  /** Writes a marker that the streams go on from {@code step} under {@code epoch}. */
  void resumed(long step, int epoch, String reason);

  /**
   * Hands on where a durable session stands without a call: when it opens, is resumed or went back.
   *
   * @param call number of the next call
   * @param state a snapshot that nobody changes
   * @param reason of a marker that the streams go on from there, or an empty text for none
   */
  void stand(VersionId version, long call, int epoch, State state, String reason);

  /** The next numbers, between calls, for a recorder that goes on in place of this one. */
  StreamNumbers numbers();

  /** Releases what it holds; the streams do not end. */
  void suspend();

  /** Writes end markers and releases what it holds. */
  void end(String reason);
}
