package org.hillock.itests.registry;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;

/** Keeps all lossless frames in the order in which they were offered. */
final class KeepingTransport implements Transport {
  /** Guarded by itself. */
  private final List<Frame> frames = new ArrayList<>();

  List<Frame> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  @Override
  public int maxFrameBytes() {
    return 1 << 20;
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    return new Keeping(delivery);
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    throw new UnsupportedOperationException("nobody reads here");
  }

  @Override
  public void publish(Finding finding) {}

  private final class Keeping implements Channel {
    private final Delivery delivery;
    private volatile boolean closed;

    Keeping(Delivery delivery) {
      this.delivery = delivery;
    }

    @Override
    public boolean reserve(long bytes, long nanos) {
      return !closed;
    }

    @Override
    public void release(long bytes) {}

    @Override
    public void offer(List<? extends FrameView> offered, long bytes, Runnable done) {
      if (delivery == Delivery.LOSSLESS && !closed) {
        synchronized (frames) {
          offered.forEach(frame -> frames.add(Frame.copyOf(frame)));
        }
      }
      done.run();
    }

    @Override
    public long published() {
      return 0;
    }

    @Override
    public long dropped() {
      return 0;
    }

    @Override
    public long queued() {
      return 0;
    }

    @Override
    public String state() {
      return "open";
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
