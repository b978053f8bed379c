package org.hillock.activation.internal;

import java.util.List;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamPosition;

/**
 * The room on the lossless way that one recorder has for its next call. Guarded by the recorder.
 */
final class Room {
  private final Object lock;
  private final Outlet outlet;
  private Channel granted;
  private long reserved;
  private long expected = 16 << 10;

  Room(Object lock, ModelFlow flow) {
    this.lock = lock;
    this.outlet = flow.outlet(Delivery.LOSSLESS);
  }

  /**
   * Waits for it; not under the lock.
   *
   * @param more bytes beside the frames
   * @param needsLog whether only a channel of a transport with a log will do
   * @throws BackpressureException when there is none in time
   */
  void await(long more, long nanos, boolean needsLog) {
    Channel channel = null;
    String interrupted = "";
    long bytes = expected + more;
    try {
      channel = outlet.admit(bytes, nanos, needsLog);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted = ", the wait was interrupted";
    }
    if (channel == null) {
      throw new BackpressureException(outlet.describe(nanos) + interrupted);
    }
    synchronized (lock) {
      granted = channel;
      reserved = bytes;
    }
  }

  /** Hands a call's frames on, in the room where there is any. */
  void use(List<? extends FrameView> frames, StreamPosition position, long bytes, Runnable done) {
    outlet.offer(granted, frames, position, reserved, done);
    granted = null;
    expected = Math.max(expected, bytes);
  }

  /** Hands on what needs no room: markers, and positions without a call. */
  void tell(List<? extends FrameView> frames, StreamPosition position) {
    if (!frames.isEmpty() || position != null) {
      outlet.offer(null, frames, position, 0, () -> {});
    }
  }

  /** Gives it back when no frames used it. */
  void giveBack() {
    if (granted != null) {
      granted.release(reserved);
      granted = null;
      outlet.settle();
    }
  }
}
