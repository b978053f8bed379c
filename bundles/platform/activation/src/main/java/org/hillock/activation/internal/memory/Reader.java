package org.hillock.activation.internal.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;

/** One subscription in memory. What its listener throws is logged, and it goes on. */
final class Reader implements Subscription {
  private static final Logger LOG = System.getLogger(Reader.class.getName());

  private final FrameListener listener;
  private final Consumer<Reader> onClose;

  /** Guarded by this. */
  private boolean closed;

  /** Guarded by this. */
  private long received;

  Reader(FrameListener listener, Consumer<Reader> onClose) {
    this.listener = listener;
    this.onClose = onClose;
  }

  synchronized void show(FrameView frame) {
    if (closed) {
      return;
    }
    received++;
    try {
      listener.frame(frame);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "listener threw " + e + "; it goes on");
    }
  }

  @Override
  public synchronized long received() {
    return received;
  }

  @Override
  public long rejected() {
    return 0;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    onClose.accept(this);
  }
}
