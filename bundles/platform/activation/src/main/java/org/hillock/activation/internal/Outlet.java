package org.hillock.activation.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.Transport;

/**
 * Where the frames of one model and delivery go: a channel of the present transport. It changes
 * transports only between admitted calls, so a lossless frame never meets a closed channel. A
 * lossless flow that was on a transport with a log waits for such a one to come back rather than go
 * on without.
 */
final class Outlet {
  /** What the state of a tap says meanwhile. */
  static final String AWAITING = "waits for a transport with a log to come back";

  private final String model;
  private final Delivery delivery;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by {@link #lock}. */
  private int admitted;

  /** Written under {@link #lock}. */
  private volatile boolean switching;

  /** Whether the present channel takes no more; guarded by {@link #lock}. */
  private boolean closing;

  /** Written under {@link #lock}. */
  private volatile Transport transport;

  /** Whether {@link #transport} keeps a log; written under {@link #lock}. */
  private volatile boolean logged;

  /** Whether frames must wait for a transport with a log; written under {@link #lock}. */
  private volatile boolean awaiting;

  /** Guarded by {@link #lock}. */
  private final LateUnits late = new LateUnits();

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

  /** Whether frames have a way, or will have one for which calls wait. */
  boolean serves() {
    return channel != null || awaiting;
  }

  /** Whether there is no channel, and calls wait for one with a log. */
  boolean awaiting() {
    return awaiting;
  }

  /** Nobody wants frames that must wait: the next transport will do, whatever it is. */
  void waitNoMore() {
    lock.lock();
    try {
      awaiting = false;
      if (channel == null) {
        late.drop();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for room on the channel; the caller offers to the result and then calls {@link #settle}.
   *
   * @param needsLog whether only a channel of a transport with a log will do
   * @return null when there was none in time, or no channel
   */
  Channel admit(long bytes, long nanos, boolean needsLog) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (true) {
      Channel granted = enter(end, needsLog);
      if (granted == null) {
        return null;
      }
      boolean room = false;
      try {
        room = granted.reserve(bytes, Math.max(0, end - System.nanoTime()));
      } finally {
        if (!room) {
          settle();
        }
      }
      if (room) {
        return granted;
      }
      if (granted == channel && !switching || end - System.nanoTime() <= 0) {
        return null;
      }
    }
  }

  private Channel enter(long end, boolean needsLog) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (switching || awaiting || needsLog && !logged) {
        if (changed.awaitNanos(end - System.nanoTime()) <= 0) {
          return null;
        }
      }
      if (channel != null) {
        admitted++;
      }
      return channel;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands lossless frames on; never waits. What comes when the channel has closed goes to the next.
   *
   * @param granted as admitted, which settles the call; or null for markers and calls that were not
   */
  void offer(
      Channel granted,
      List<? extends FrameView> frames,
      StreamPosition position,
      long bytes,
      Runnable done) {
    lock.lock();
    try {
      Channel now = channel;
      if (now != null && !closing && (granted == null || granted == now)) {
        LateUnits.hand(now, frames, logged ? position : null, granted == null ? 0 : bytes, done);
      } else if (now != null || switching || awaiting) {
        late.add(frames, position, done);
      } else {
        done.run();
      }
      if (granted != null) {
        admitted--;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
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
   * @param mayWait whether a lossless flow waits rather than lose its log
   * @throws TapRefusedException when the transport has no way for it; there is no channel then
   */
  void connect(Transport next, long nanos, boolean mayWait) {
    boolean nextLogged = next != null && next.positions().isPresent();
    Channel old;
    lock.lock();
    try {
      while (switching) {
        changed.awaitUninterruptibly();
      }
      if (next == transport && (channel != null || next == null && !awaiting)) {
        return;
      }
      awaiting = mayWait && delivery == Delivery.LOSSLESS && (logged || awaiting) && !nextLogged;
      if (awaiting && channel == null) {
        return;
      }
      switching = true;
      long left = nanos;
      while (admitted > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      old = channel;
      closing = switching;
      lock.unlock();
    }
    Channel opened = null;
    try {
      if (old != null) {
        old.close();
      }
      opened = next == null || awaiting ? null : next.open(model, delivery);
      refusal = "";
    } catch (TapRefusedException e) {
      refusal = e.getMessage();
      throw e;
    } finally {
      finish(next, opened, nextLogged);
    }
  }

  private void finish(Transport next, Channel opened, boolean nextLogged) {
    lock.lock();
    try {
      transport = opened == null ? null : next;
      logged = opened != null && nextLogged;
      channel = opened;
      switching = false;
      closing = false;
      if (opened != null) {
        late.moveTo(opened, logged);
      } else if (!awaiting) {
        late.drop();
      }
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
            ? (awaiting ? AWAITING : "no channel") + (refusal.isEmpty() ? "" : ", " + refusal)
            : now.queued() + " frames wait, " + now.published() + " published, " + now.state());
  }
}
