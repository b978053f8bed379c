package org.hillock.api.registry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A candidate that runs beside the live version on copies of the same inputs. Live calls neither
 * wait for it nor fail because of it.
 *
 * <p>Each client and session has a twin with a state of its own: a session's begins as a copy of
 * the session's state, migrated where the layout differs. What the taps of the model want is
 * recorded of the twins too, as streams of their own named {@code shadow of NAME}, with the
 * candidate as version, and the call numbers of the live stream.
 *
 * <p>It ends by {@link #close}, {@link #refuse} or {@link #swap}, when the candidate throws, when
 * another version goes live, or when others stop a bundle that one of the two versions needs. A
 * candidate that was loaded for the shadow and did not go live is unloaded then. Any thread may
 * call.
 */
@ProviderType
public interface Shadow extends AutoCloseable {
  /** The version that serves the calls. */
  VersionId live();

  /** The version beside it. */
  VersionId candidate();

  ShadowNumbers numbers();

  /** One line that says why it ended, or an empty text while it runs. */
  String end();

  /**
   * Waits until every call mirrored so far was compared or dropped.
   *
   * @return false when that took longer than {@code limit}, or the shadow ended
   */
  boolean settle(Duration limit) throws InterruptedException;

  /**
   * Makes the candidate live, as {@link Registry#swap}. A refused swap leaves the shadow as it is.
   *
   * @return completes exceptionally with {@link SwapRefusedException} also when the shadow has
   *     ended
   */
  CompletableFuture<SwapReport> swap(SwapRequest.Unmigratable unmigratable);

  /**
   * Ends it with a line in the model's history that the candidate was refused, if it still runs.
   *
   * @param why one line
   */
  void refuse(String why);

  /** Completes when it has ended and what was loaded for it is given back. */
  CompletableFuture<SwapReport.Unload> unload();

  /** Ends it, if it still runs; what waits in its queue is not compared. */
  @Override
  void close();
}
