package org.hillock.stream.internal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamPosition;
import org.hillock.stream.internal.Transaction.Fate;

/** Frames of one model that must not get lost: credit before the call, transactions after it. */
final class LosslessChannel implements Channel, Part {
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String topic;
  private final LosslessWriter[] writers;
  private final Room room;
  private final DurableSessions durable;
  private final Credit credit;

  /** Guarded by this. */
  private long offered;

  /** Guarded by this. */
  private long published;

  /** Guarded by this. */
  private long lost;

  private volatile boolean closed;

  LosslessChannel(
      String topic, LosslessWriter[] writers, Room room, DurableSessions durable, long limit) {
    this.topic = topic;
    this.room = room;
    this.durable = durable;
    this.writers = writers;
    this.credit = new Credit(limit);
  }

  String topic() {
    return topic;
  }

  @Override
  public boolean reserve(long bytes, long nanos) throws InterruptedException {
    for (LosslessWriter writer : writers) {
      if (writer.ended()) {
        return false;
      }
    }
    long left = room.await(nanos, this::closed);
    return left >= 0 && credit.reserve(bytes, left);
  }

  @Override
  public void release(long bytes) {
    credit.release(bytes);
  }

  @Override
  public void offer(List<? extends FrameView> frames, long bytes, Runnable done) {
    offer(frames, null, bytes, done);
  }

  @Override
  public void offer(
      List<? extends FrameView> frames, StreamPosition position, long bytes, Runnable done) {
    if (closed || frames.isEmpty() && position == null) {
      credit.release(bytes);
      synchronized (this) {
        lost += frames.size();
      }
      done.run();
      return;
    }
    synchronized (this) {
      offered += frames.size();
    }
    if (position != null) {
      durable.offered(position);
    }
    UUID session = position == null ? frames.get(0).session() : position.session();
    int writer = StreamId.writer(session, writers.length);
    writers[writer].offer(this, new Unit(frames, position, bytes, done));
  }

  /** Called by the writer when the fate of some frames is known. */
  void settled(int frames, long reserved, Fate fate) {
    credit.release(reserved);
    synchronized (this) {
      switch (fate) {
        case COMMITTED -> published += frames;
        case KEPT -> offered -= frames;
        default -> lost += frames;
      }
      notifyAll();
    }
  }

  /** Called by the writer when the fate of a position is known, after {@link #settled}. */
  void settled(StreamPosition position, boolean committed) {
    durable.settled(position, committed);
  }

  @Override
  public synchronized long published() {
    return published;
  }

  /** Only frames that could not be written before the end are dropped here. */
  @Override
  public synchronized long dropped() {
    return lost;
  }

  @Override
  public synchronized long queued() {
    return offered - published - lost;
  }

  @Override
  public String state() {
    if (!room.isThere()) {
      return room.shortage();
    }
    for (LosslessWriter writer : writers) {
      String state = writer.state();
      if (!state.equals("open")) {
        return state;
      }
    }
    return closed ? "closed" : "open";
  }

  @Override
  public boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    close(System.nanoTime() + CLOSE_NANOS);
  }

  @Override
  public void close(long end) {
    closed = true;
    synchronized (this) {
      try {
        for (long left = end - System.nanoTime();
            queued() > 0 && left > 0;
            left = end - System.nanoTime()) {
          wait(left / 1_000_000 + 1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    credit.close();
  }
}
