package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.spi.Channel;
import org.hillock.api.tensor.Tensor;

/** Frames for tests. */
final class Frames {
  static final int UNITS = 8;

  private Frames() {}

  static Frame data(String model, UUID session, int row, long sequence, int epoch) {
    float[] values = new float[UNITS];
    for (int i = 0; i < UNITS; i++) {
      values[i] = sequence + i / 16f;
    }
    return frame(Kind.DATA, model, session, row, sequence, epoch, "hidden", values);
  }

  static Frame end(String model, UUID session, int row, long sequence, int epoch) {
    return frame(Kind.END, model, session, row, sequence, epoch, "", new float[0]);
  }

  private static Frame frame(
      Kind kind,
      String model,
      UUID session,
      int row,
      long sequence,
      int epoch,
      String site,
      float[] values) {
    boolean data = kind == Kind.DATA;
    return new Frame(
        kind,
        session,
        row,
        "test",
        sequence,
        epoch,
        model,
        "org.example:1.0.0:00000000",
        site,
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        sequence,
        null,
        "",
        "",
        sequence,
        1,
        0.001,
        1_000_000 + sequence,
        2_000_000 + sequence,
        data ? List.of("unit") : List.of(),
        data ? Tensor.of(values, 1, values.length) : Tensor.of(values, 0),
        List.of(),
        "node",
        "",
        data ? "" : "closed");
  }

  /** Offers one frame as a call does, reservation and all; false when there was no room. */
  static boolean offer(Channel channel, long waitNanos, Frame... frames)
      throws InterruptedException {
    long bytes = 512L * frames.length;
    if (!channel.reserve(bytes, waitNanos)) {
      return false;
    }
    channel.offer(List.of(frames), bytes, () -> {});
    return true;
  }

  /** Listens and keeps. */
  static final class Kept {
    private final List<Frame> frames = new ArrayList<>();

    synchronized void add(org.hillock.api.activation.FrameView frame) {
      frames.add(Frame.copyOf(frame));
      notifyAll();
    }

    synchronized List<Frame> await(int count) throws InterruptedException {
      long end = System.nanoTime() + 30_000_000_000L;
      while (frames.size() < count && System.nanoTime() < end) {
        wait(100);
      }
      return List.copyOf(frames);
    }

    List<Long> sequences(int count) throws InterruptedException {
      return await(count).stream().map(Frame::sequence).toList();
    }
  }
}
