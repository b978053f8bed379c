package org.hillock.activation.internal.memory;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.Channel;

/**
 * A bounded queue with one thread that shows its frames to the readers. While frames flow the
 * thread naps half a millisecond instead of being woken for each, which would cost the model's
 * thread more than its copy does.
 */
final class MemoryChannel implements Channel {
  private static final long NAP = 500_000;
  private static final int NAPS_BEFORE_SLEEP = 200;
  private static final long CLOSE_LIMIT = TimeUnit.SECONDS.toNanos(5);

  private final Delivery delivery;
  private final long limit;
  private final int maxUnits;
  private final Lane lane;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Thread thread;

  /** Guarded by {@link #lock}. */
  private final UnitQueue queue = new UnitQueue();

  /** Reserved or queued bytes of lossless delivery; guarded by {@link #lock}. */
  private long credit;

  /** Guarded by {@link #lock}. */
  private boolean closed;

  private volatile boolean sleeping;
  private volatile boolean abandoned;
  private volatile long published;
  private volatile long dropped;

  MemoryChannel(String name, Delivery delivery, long limit, int maxUnits, Lane lane) {
    this.delivery = delivery;
    this.limit = limit;
    this.maxUnits = maxUnits;
    this.lane = lane;
    this.thread = new Thread(this::run, "hillock-memory-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean reserve(long bytes, long nanos) throws InterruptedException {
    if (delivery == Delivery.LIVE) {
      return true;
    }
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (credit > 0 && credit + bytes > limit && !closed) {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      }
      if (closed) {
        return false;
      }
      credit += bytes;
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(long bytes) {
    if (delivery == Delivery.LOSSLESS) {
      lock.lock();
      try {
        credit -= bytes;
        room.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void offer(List<? extends FrameView> frames, long bytes, Runnable done) {
    Runnable droppedUnit = null;
    lock.lock();
    try {
      if (closed) {
        countDropped(frames.size());
        droppedUnit = done;
      } else {
        while (isFull(bytes)) {
          // normally one unit makes room for one
          if (droppedUnit != null) {
            droppedUnit.run();
          }
          countDropped(queue.headFrames().size());
          droppedUnit = queue.headDone();
          queue.removeHead();
        }
        queue.add(frames, bytes, done);
      }
    } finally {
      lock.unlock();
    }
    if (droppedUnit != null) {
      droppedUnit.run();
    }
    if (sleeping) {
      LockSupport.unpark(thread);
    }
  }

  private boolean isFull(long bytes) {
    return delivery == Delivery.LIVE
        && queue.size() > 0
        && (queue.totalBytes() + bytes > limit || queue.size() >= maxUnits);
  }

  private void run() {
    int naps = 0;
    while (!abandoned) {
      if (showNext()) {
        naps = 0;
      } else if (isClosed()) {
        return;
      } else if (naps++ < NAPS_BEFORE_SLEEP) {
        LockSupport.parkNanos(this, NAP);
      } else {
        sleepUntilOffered();
        naps = 0;
      }
    }
  }

  private void sleepUntilOffered() {
    sleeping = true;
    if (queued() == 0 && !isClosed()) {
      LockSupport.park(this);
    }
    sleeping = false;
  }

  private boolean showNext() {
    List<? extends FrameView> frames;
    long bytes;
    Runnable done;
    lock.lock();
    try {
      if (queue.size() == 0) {
        return false;
      }
      frames = queue.headFrames();
      bytes = queue.headBytes();
      done = queue.headDone();
      queue.removeHead();
    } finally {
      lock.unlock();
    }
    int count = frames.size();
    for (int i = 0; i < count; i++) {
      lane.show(frames.get(i));
    }
    countPublished(count);
    done.run();
    release(bytes);
    return true;
  }

  private void countPublished(int count) {
    lock.lock();
    try {
      published += count;
    } finally {
      lock.unlock();
    }
  }

  /** Called under {@link #lock}. */
  private void countDropped(int count) {
    dropped += count;
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long published() {
    return published;
  }

  @Override
  public long dropped() {
    return dropped;
  }

  @Override
  public long queued() {
    lock.lock();
    try {
      return queue.totalFrames();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String state() {
    return isClosed() ? "closed" : "open";
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(thread);
    joinThread(CLOSE_LIMIT);
    abandoned = true;
    dropRest();
  }

  private void joinThread(long nanos) {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dropRest() {
    lock.lock();
    try {
      while (queue.size() > 0) {
        countDropped(queue.headFrames().size());
        queue.headDone().run();
        queue.removeHead();
      }
    } finally {
      lock.unlock();
    }
  }
}
