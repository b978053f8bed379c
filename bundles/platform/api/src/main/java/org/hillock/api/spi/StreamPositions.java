package org.hillock.api.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Where sessions stand in a log that outlives the platform. Any thread. */
@ProviderType
public interface StreamPositions {
  /** Largest state that fits into a record, in bytes of its tensors. */
  long maxStateBytes();

  /**
   * Durable sessions of this platform that have not ended, those that are open here included,
   * without their states. Never waits: empty until the log was looked through after the start.
   */
  List<StreamPosition> resumable();

  /**
   * The last committed position of a session, once all that was handed over for it here is
   * committed, and what an earlier life of this platform had begun is committed or aborted.
   *
   * @return empty when the log knows no such session
   * @throws org.hillock.api.registry.NotDurableException when the log cannot be read in time, or
   *     what it holds is damaged
   */
  Optional<StreamPosition> find(String model, UUID session, long nanos) throws InterruptedException;

  /**
   * Waits until the positions of a session that were handed over are committed; false when they are
   * not in time.
   */
  boolean await(UUID session, long nanos) throws InterruptedException;
}
