package org.hillock.activation.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;

/**
 * Where the frames of one model and delivery go: a channel of the present transport. It changes
 * transports only between admitted calls, so a lossless frame never meets a closed channel.
 */
final class Outlet {
  private final String model;
  private final Delivery delivery;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private int admitted;

  /** Guarded by {@link #lock}. */
  private boolean switching;

  /** Written under {@link #lock}. */
  private volatile Transport transport;

  /** Written under {@link #lock}; null while there is none. */
  private volatile Channel channel;

  private volatile String refusal = "";

  Outlet(String model, Delivery delivery) {
    this.model = model;
    this.delivery = delivery;
  }

  /** The present channel, or null. */
  Channel channel() {
    return channel;
  }

  /** Why there is no channel, or an empty text. */
  String refusal() {
    return refusal;
  }

  /**
   * Waits for room on the channel; the caller offers to the result and then calls {@link #settle}.
   *
   * @return null when there was none in time, or no channel
   */
  Channel admit(long bytes, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    Channel granted;
    lock.lockInterruptibly();
    try {
      while (switching) {
        if (changed.awaitNanos(end - System.nanoTime()) <= 0) {
          return null;
        }
      }
      granted = channel;
      if (granted == null) {
        return null;
      }
      admitted++;
    } finally {
      lock.unlock();
    }
    boolean room = false;
    try {
      room = granted.reserve(bytes, Math.max(0, end - System.nanoTime()));
    } finally {
      if (!room) {
        settle();
      }
    }
    return room ? granted : null;
  }

  /** An admitted call has offered its frames or given its reservation back. */
  void settle() {
    lock.lock();
    try {
      admitted--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves to a transport, after admitted calls have settled or {@code nanos} have passed; null
   * closes. An outlet that is on it already stays.
   *
   * @throws TapRefusedException when the transport has no way for it; there is no channel then
   */
  void connect(Transport next, long nanos) {
    Channel old;
    lock.lock();
    try {
      while (switching) {
        changed.awaitUninterruptibly();
      }
      if (next == transport && (channel != null || next == null)) {
        return;
      }
      switching = true;
      long left = nanos;
      while (admitted > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      old = channel;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      old = channel;
    } finally {
      lock.unlock();
    }
    Channel opened = null;
    try {
      if (old != null) {
        old.close();
      }
      opened = next == null ? null : next.open(model, delivery);
      refusal = "";
    } catch (TapRefusedException e) {
      refusal = e.getMessage();
      throw e;
    } finally {
      finish(next, opened);
    }
  }

  private void finish(Transport next, Channel opened) {
    lock.lock();
    try {
      transport = opened == null ? null : next;
      channel = opened;
      switching = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Where it stands, for the message of a refused call. */
  String describe(long nanos) {
    Channel now = channel;
    return "expected room for "
        + delivery.name().toLowerCase(java.util.Locale.ROOT)
        + " frames of model "
        + model
        + " within "
        + TimeUnit.NANOSECONDS.toMillis(nanos)
        + " ms, got none: "
        + (now == null
            ? "no channel" + (refusal.isEmpty() ? "" : ", " + refusal)
            : now.queued() + " frames wait, " + now.published() + " published, " + now.state());
  }
}
