package org.hillock.activation.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.Tap;
import org.hillock.api.spi.StepFilter;
import org.hillock.api.spi.Transport;

/** A subscription that moves with the transport and shows what its tap asked for. */
final class FollowedStream implements Subscription {
  private static final Logger LOG = System.getLogger(FollowedStream.class.getName());

  private final Tap tap;
  private final FrameListener listener;
  private final StepFilter filter;
  private final Consumer<FollowedStream> onClose;

  /** Guarded by this: two transports may deliver while one takes over from the other. */
  private long received;

  /** Guarded by this. */
  private long rejectedBefore;

  /** Guarded by this. */
  private boolean closed;

  /** Guarded by this. */
  private boolean complained;

  private volatile Transport transport;
  private volatile Subscription inner;

  FollowedStream(Tap tap, FrameListener listener, Consumer<FollowedStream> onClose) {
    this.tap = tap;
    this.listener = listener;
    this.filter = new StepFilter(List.of(tap.site()), tap.every());
    this.onClose = onClose;
  }

  Tap tap() {
    return tap;
  }

  /**
   * Follows on another transport; returns the subscription on the one before, which the caller
   * closes when that one is drained, or null.
   */
  Subscription connect(Transport next) {
    if (next == transport && inner != null) {
      return null;
    }
    Subscription before = inner;
    inner = null;
    transport = next;
    if (next != null) {
      try {
        inner = next.subscribe(tap.model(), tap.delivery(), this::show);
        if (isClosed()) {
          inner.close();
        }
      } catch (RuntimeException e) {
        transport = null;
        LOG.log(Level.DEBUG, "expected " + next + " to follow " + tap + ", got " + e);
      }
    }
    return before;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Ends the subscription on a transport that is left behind. */
  void leave(Subscription before) {
    if (before != null) {
      before.close();
      synchronized (this) {
        rejectedBefore += before.rejected();
      }
    }
  }

  private synchronized void show(FrameView frame) {
    FrameView part = closed ? null : filter.apply(frame);
    if (part == null) {
      return;
    }
    received++;
    try {
      listener.frame(part);
    } catch (RuntimeException | LinkageError e) {
      if (!complained) {
        complained = true;
        LOG.log(Level.WARNING, "listener of " + tap + " threw " + e + "; it goes on");
      }
    }
  }

  @Override
  public synchronized long received() {
    return received;
  }

  @Override
  public long rejected() {
    Subscription now = inner;
    synchronized (this) {
      return rejectedBefore + (now == null ? 0 : now.rejected());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    onClose.accept(this);
    Subscription now = inner;
    inner = null;
    leave(now);
  }
}
