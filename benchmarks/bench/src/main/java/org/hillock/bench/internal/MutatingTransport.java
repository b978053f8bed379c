package org.hillock.bench.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;

/**
 * A transport with two planted errors: one frame never gets a number, so that the later ones of its
 * stream have numbers without a gap, and one frame of another stream gets the number after its own.
 */
final class MutatingTransport implements Transport {
  private final Transport transport;
  private final long call;

  MutatingTransport(Transport transport, long call) {
    this.transport = transport;
    this.call = call;
  }

  @Override
  public int maxFrameBytes() {
    return transport.maxFrameBytes();
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    return new Mutating(transport.open(model, delivery), call);
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    return transport.subscribe(model, delivery, listener);
  }

  @Override
  public void publish(Finding finding) {
    transport.publish(finding);
  }

  private static final class Mutating implements Channel {
    private final Channel channel;
    private final long call;

    /** Guarded by this; the session whose row 0 lost a frame. */
    private UUID victim;

    Mutating(Channel channel, long call) {
      this.channel = channel;
      this.call = call;
    }

    @Override
    public void offer(List<? extends FrameView> frames, long bytes, Runnable done) {
      channel.offer(mutated(frames), bytes, done);
    }

    private synchronized List<FrameView> mutated(List<? extends FrameView> frames) {
      List<FrameView> all = new ArrayList<>(frames.size());
      for (FrameView frame : frames) {
        boolean data = frame.kind() == Kind.DATA;
        boolean first = data && victim == null && frame.call() == call && frame.row() == 0;
        if (first) {
          victim = frame.session();
        } else if (data && frame.session().equals(victim) && frame.row() == 0) {
          all.add(numbered(frame, frame.sequence() - 1));
        } else if (data
            && frame.session().equals(victim)
            && frame.row() == 1
            && frame.call() == call) {
          all.add(numbered(frame, frame.sequence() + 1));
        } else {
          all.add(frame);
        }
      }
      return all;
    }

    private static Frame numbered(FrameView view, long number) {
      Frame f = Frame.copyOf(view);
      return new Frame(
          f.kind(),
          f.session(),
          f.row(),
          f.sessionName(),
          number,
          f.epoch(),
          f.model(),
          f.version(),
          f.site(),
          f.siteKind(),
          f.mode(),
          f.trainingStep(),
          f.call(),
          f.sample(),
          f.key(),
          f.label(),
          f.firstStep(),
          f.every(),
          f.dt(),
          f.eventTime(),
          f.wallTime(),
          f.axes(),
          f.values(),
          f.interventions(),
          f.node(),
          f.traceId(),
          f.reason());
    }

    @Override
    public boolean reserve(long bytes, long nanos) throws InterruptedException {
      return channel.reserve(bytes, nanos);
    }

    @Override
    public void release(long bytes) {
      channel.release(bytes);
    }

    @Override
    public long published() {
      return channel.published();
    }

    @Override
    public long dropped() {
      return channel.dropped();
    }

    @Override
    public long queued() {
      return channel.queued();
    }

    @Override
    public String state() {
      return channel.state();
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
