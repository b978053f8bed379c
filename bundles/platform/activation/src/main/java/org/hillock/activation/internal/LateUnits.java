package org.hillock.activation.internal;

import java.util.ArrayDeque;
import java.util.List;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamPosition;

/**
 * Units of lossless delivery that came while there was no channel: of calls that ended after it had
 * closed, and markers. The next channel takes them first. Guarded by its outlet's lock.
 */
final class LateUnits {
  private static final int MOST = 4096;

  private final ArrayDeque<Unit> units = new ArrayDeque<>();

  private record Unit(List<? extends FrameView> frames, StreamPosition position, Runnable done) {}

  void add(List<? extends FrameView> frames, StreamPosition position, Runnable done) {
    units.add(new Unit(frames, position, done));
    if (units.size() > MOST) {
      units.poll().done().run();
    }
  }

  void moveTo(Channel channel, boolean logged) {
    for (Unit unit = units.poll(); unit != null; unit = units.poll()) {
      hand(channel, unit.frames(), logged ? unit.position() : null, 0, unit.done());
    }
  }

  void drop() {
    for (Unit unit = units.poll(); unit != null; unit = units.poll()) {
      unit.done().run();
    }
  }

  static void hand(
      Channel channel,
      List<? extends FrameView> frames,
      StreamPosition position,
      long bytes,
      Runnable done) {
    if (position == null) {
      channel.offer(frames, bytes, done);
    } else {
      channel.offer(frames, position, bytes, done);
    }
  }
}
