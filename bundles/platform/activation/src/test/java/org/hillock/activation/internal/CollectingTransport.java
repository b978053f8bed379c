package org.hillock.activation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.Transport;

/** Keeps every frame at once, on the thread that offers it. */
final class CollectingTransport implements Transport {
  final List<Frame> live = new ArrayList<>();
  final List<Frame> lossless = new ArrayList<>();
  final List<String> units = new ArrayList<>();
  int maxFrameBytes = 1 << 20;
  long room = Long.MAX_VALUE;
  long outstanding;
  boolean refuses;
  boolean keepsLog;
  final List<StreamPosition> positions = new ArrayList<>();
  boolean holdsFrames;
  final List<Runnable> held = new ArrayList<>();

  @Override
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  @Override
  public Optional<StreamPositions> positions() {
    return keepsLog ? Optional.of(new NoPositions()) : Optional.empty();
  }

  /** Says that there is a log. */
  private static final class NoPositions implements StreamPositions {
    @Override
    public long maxStateBytes() {
      return 1 << 20;
    }

    @Override
    public List<StreamPosition> resumable() {
      return List.of();
    }

    @Override
    public Optional<StreamPosition> find(String model, UUID session, long nanos) {
      return Optional.empty();
    }

    @Override
    public boolean await(UUID session, long nanos) {
      return true;
    }
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    if (refuses) {
      throw new TapRefusedException("expected topic " + model + ", got none");
    }
    return new Collecting(delivery == Delivery.LIVE ? live : lossless, delivery);
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void publish(Finding finding) {}

  List<Frame> data(List<Frame> frames) {
    return frames.stream().filter(f -> f.kind() == Kind.DATA).toList();
  }

  private final class Collecting implements Channel {
    private final List<Frame> target;
    private final Delivery delivery;
    private boolean closed;

    Collecting(List<Frame> target, Delivery delivery) {
      this.target = target;
      this.delivery = delivery;
    }

    @Override
    public boolean reserve(long bytes, long nanos) {
      boolean fits = bytes <= room;
      outstanding += fits ? bytes : 0;
      return fits;
    }

    @Override
    public void release(long bytes) {
      outstanding -= bytes;
    }

    @Override
    public void offer(List<? extends FrameView> frames, long bytes, Runnable done) {
      if (closed) {
        throw new AssertionError("expected no offer after close");
      }
      outstanding -= delivery == Delivery.LOSSLESS ? bytes : 0;
      units.add(delivery + " " + frames.size());
      frames.forEach(f -> target.add(Frame.copyOf(f)));
      if (holdsFrames) {
        held.add(done);
      } else {
        done.run();
      }
    }

    @Override
    public void offer(
        List<? extends FrameView> frames, StreamPosition position, long bytes, Runnable done) {
      positions.add(position);
      offer(frames, bytes, done);
    }

    @Override
    public long published() {
      return target.size();
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
