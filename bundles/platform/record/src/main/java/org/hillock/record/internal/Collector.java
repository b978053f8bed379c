package org.hillock.record.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;

/** Keeps frames up to a number of data frames and a number of bytes. */
final class Collector implements FrameListener {
  /** About what a frame takes besides its values. */
  private static final int OVERHEAD = 512;

  private final int limit;
  private final long maxBytes;
  private final CountDownLatch full = new CountDownLatch(1);

  /** Guarded by this. */
  private final List<Frame> frames = new ArrayList<>();

  /** Guarded by this. */
  private int data;

  /** Guarded by this. */
  private long bytes;

  Collector(int limit, long maxBytes) {
    this.limit = limit;
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized void frame(FrameView frame) {
    if (full.getCount() == 0) {
      return;
    }
    frames.add(Frame.copyOf(frame));
    bytes += OVERHEAD + frame.values().dtype().bytes(frame.values().size());
    if (frame.kind() == FrameView.Kind.DATA) {
      data++;
    }
    if (data >= limit || bytes >= maxBytes) {
      full.countDown();
    }
  }

  /** Waits until it is full, at most so long. */
  boolean await(long seconds) throws InterruptedException {
    return full.await(seconds, TimeUnit.SECONDS);
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  synchronized boolean outOfMemory() {
    return bytes >= maxBytes && data < limit;
  }
}
