package org.hillock.record.internal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;

/** Gives frames to a writer, up to a number of data frames, and as long as the disk has room. */
final class Collector implements FrameListener {
  private static final int LOOK_AT_DISK_EACH = 256;

  private final int limit;
  private final CountDownLatch full = new CountDownLatch(1);

  /** Guarded by this. */
  private final RecordingWriter writer;

  /** Guarded by this. */
  private int data;

  /** Guarded by this; why it ended early. */
  private String ended = "";

  /** Guarded by this. */
  private Exception failure;

  Collector(int limit, RecordingWriter writer) {
    this.limit = limit;
    this.writer = writer;
  }

  @Override
  public synchronized void frame(FrameView frame) {
    if (full.getCount() == 0) {
      return;
    }
    try {
      writer.add(Frame.copyOf(frame));
      if (writer.frames() % LOOK_AT_DISK_EACH == 1) {
        ended = writer.diskNearlyFull();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    if (frame.kind() == FrameView.Kind.DATA) {
      data++;
    }
    if (data >= limit || !ended.isEmpty() || failure != null) {
      full.countDown();
    }
  }

  /** Waits until it is full, at most so long. */
  boolean await(long millis) throws InterruptedException {
    return full.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Takes nothing more, and throws what stopped it. */
  synchronized void end() throws IOException {
    full.countDown();
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  /** Empty, or why it ended before its limit. */
  synchronized String endedEarly() {
    return ended;
  }

  /** Where it stands, for people. */
  synchronized String progress() {
    return data + " frames, " + (writer.bytes() >> 20) + " MiB";
  }
}
