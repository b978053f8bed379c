package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.Channel;
import org.hillock.frame.FrameEncoder;

/** Frames of one model for watching: a bounded queue that drops its oldest calls. */
final class LiveChannel implements Channel, Source, Part {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String topic;
  private final LiveWriter writer;
  private final Room room;
  private final long limit;
  private final LongAdder published = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** Guarded by this. */
  private final ArrayDeque<Unit> waiting = new ArrayDeque<>();

  /** Guarded by this. */
  private long waitingBytes;

  /** Guarded by this: offered and neither published nor dropped. */
  private long open;

  /** Guarded by this. */
  private boolean closed;

  /** The unit whose frames are being sent; for the writer's thread. */
  private Unit current;

  private int index;

  LiveChannel(String topic, LiveWriter writer, Room room, long limit) {
    this.topic = topic;
    this.writer = writer;
    this.room = room;
    this.limit = limit;
  }

  @Override
  public boolean reserve(long bytes, long nanos) {
    return true;
  }

  @Override
  public void release(long bytes) {
    // live frames need no room
  }

  @Override
  public void offer(List<? extends FrameView> frames, long bytes, Runnable done) {
    Unit unit = new Unit(frames, bytes, done);
    boolean taken;
    synchronized (this) {
      taken = !closed && room.isThere();
      if (taken) {
        waiting.add(unit);
        waitingBytes += bytes;
        open += frames.size();
        while (waitingBytes > limit && waiting.size() > 1) {
          Unit oldest = waiting.poll();
          waitingBytes -= oldest.bytes();
          drop(oldest);
        }
      }
    }
    if (taken) {
      writer.wake();
    } else {
      dropped.add(frames.size());
      done.run();
    }
  }

  @Override
  public String topic() {
    if (current == null) {
      synchronized (this) {
        current = waiting.poll();
        if (current == null) {
          return null;
        }
        waitingBytes -= current.bytes();
      }
      index = 0;
    }
    return topic;
  }

  @Override
  public Outgoing take(FrameEncoder encoder) {
    Outgoing record = null;
    if (index < current.frames().size()) {
      FrameView frame = current.frames().get(index++);
      try {
        StreamId stream = StreamId.of(frame);
        record = new Outgoing(topic, stream.spread(), stream.key(), encoder.toBytes(frame));
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a frame of " + frame.site() + " cannot be encoded: " + e);
        settled(null, false);
      }
    }
    if (index >= current.frames().size()) {
      current.done().run();
      current = null;
    }
    return record;
  }

  @Override
  public void settled(Outgoing record, boolean sent) {
    (sent ? published : dropped).increment();
    synchronized (this) {
      open--;
      notifyAll();
    }
  }

  @Override
  public long published() {
    return published.sum();
  }

  @Override
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public synchronized long queued() {
    return open;
  }

  @Override
  public String state() {
    return closed() ? "closed" : writer.state(topic, queued() == 0);
  }

  @Override
  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    close(System.nanoTime() + CLOSE_NANOS);
  }

  @Override
  public void close(long end) {
    synchronized (this) {
      closed = true;
      try {
        for (long left = end - System.nanoTime();
            open > 0 && left > 0;
            left = end - System.nanoTime()) {
          wait(left / 1_000_000 + 1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      waiting.forEach(this::drop);
      waiting.clear();
    }
    writer.remove(this);
  }

  /** Holds this object's lock. */
  private void drop(Unit unit) {
    dropped.add(unit.frames().size());
    open -= unit.frames().size();
    unit.done().run();
  }
}
