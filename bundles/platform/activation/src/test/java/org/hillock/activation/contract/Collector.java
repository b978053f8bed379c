package org.hillock.activation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;

/** Keeps what a subscription shows. */
final class Collector implements FrameListener {
  private final List<Frame> frames = new ArrayList<>();

  @Override
  public synchronized void frame(FrameView frame) {
    frames.add(Frame.copyOf(frame));
    notifyAll();
  }

  synchronized List<Frame> frames() {
    return List.copyOf(frames);
  }

  synchronized List<Long> sequencesOf(UUID session) {
    return frames.stream().filter(f -> f.session().equals(session)).map(Frame::sequence).toList();
  }

  /** Waits until {@code count} frames have come, or fails. */
  synchronized void await(int count, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (frames.size() < count) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("expected " + count + " frames, got " + frames.size());
      }
      wait(left);
    }
  }

  /** Waits until a condition holds, or fails. */
  static void await(String what, Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("expected " + what + " within " + limit);
      }
      Thread.sleep(1);
    }
  }
}
