package org.hillock.itests.activation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;

/** Shows frames to its listeners on the thread that offers them; for one model at a time. */
final class LoopTransport implements Transport {
  private final List<FrameListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger channels = new AtomicInteger();
  private final AtomicInteger offered = new AtomicInteger();

  boolean open() {
    return channels.get() > 0;
  }

  int offered() {
    return offered.get();
  }

  @Override
  public int maxFrameBytes() {
    return 1 << 20;
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    channels.incrementAndGet();
    return new Loop();
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    listeners.add(listener);
    return new Subscription() {
      @Override
      public long received() {
        return 0;
      }

      @Override
      public long rejected() {
        return 0;
      }

      @Override
      public void close() {
        listeners.remove(listener);
      }
    };
  }

  @Override
  public void publish(Finding finding) {}

  private final class Loop implements Channel {
    @Override
    public boolean reserve(long bytes, long nanos) {
      return true;
    }

    @Override
    public void release(long bytes) {}

    @Override
    public void offer(List<? extends FrameView> frames, long bytes, Runnable done) {
      offered.addAndGet(frames.size());
      frames.forEach(frame -> listeners.forEach(l -> l.frame(frame)));
      done.run();
    }

    @Override
    public long published() {
      return offered.get();
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
      channels.decrementAndGet();
    }
  }
}
