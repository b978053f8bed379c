package org.hillock.api.spi;

import java.util.List;
import org.hillock.api.activation.FrameView;
import org.osgi.annotation.versioning.ProviderType;

/** The frames of one model and delivery on their way out. Any number of threads offer at once. */
@ProviderType
public interface Channel extends AutoCloseable {
  /**
   * Waits for room for one call's frames and reserves it. Live channels have always room. A request
   * for more than the whole is granted when nothing else is reserved or queued.
   *
   * @param bytes expected for the call's frames: what its stream needed before
   * @return false when there was none in time
   */
  boolean reserve(long bytes, long nanos) throws InterruptedException;

  /** Gives back a reservation that will not be used. */
  void release(long bytes);

  /**
   * Takes the numbered frames of one call as one unit; never blocks. A lossless channel takes them
   * even when they turned out larger than what was reserved, or when nothing was: markers come so.
   * A closed channel drops and counts them.
   *
   * @param frames valid until {@code done} has run
   * @param bytes as reserved, given back when the frames have left; for live delivery their size
   * @param done run once, on any thread, when the frames are no longer needed: written or dropped
   */
  void offer(List<? extends FrameView> frames, long bytes, Runnable done);

  /**
   * As {@link #offer(List, long, Runnable)}, with where the session stands after these frames: both
   * are in the log or neither is. Only for lossless channels of a transport that has {@link
   * Transport#positions}.
   *
   * @param frames may be empty
   */
  default void offer(
      List<? extends FrameView> frames, StreamPosition position, long bytes, Runnable done) {
    throw new UnsupportedOperationException(
        "expected a lossless channel of a transport with a log, got " + this);
  }

  /** Frames that the log or all readers have. */
  long published();

  /** Frames that a full live queue dropped. */
  long dropped();

  /** Frames waiting. */
  long queued();

  /** One line: {@code open}, or what it waits for. */
  String state();

  /** Writes what is queued, at most for 5 s, and closes. */
  @Override
  void close();
}
