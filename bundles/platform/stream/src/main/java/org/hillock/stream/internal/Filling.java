package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.IntFunction;
import org.hillock.api.activation.FrameView;
import org.hillock.frame.FrameEncoder;

/**
 * Encodes units into a transaction, and where their streams stand. Belongs to a writer's thread.
 */
final class Filling {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");

  private final FrameEncoder encoder = new FrameEncoder();
  private final StreamKeys keys = new StreamKeys();
  private final UsedArrays memory;
  private final IntFunction<byte[]> arrays;
  private final Positions positions;

  Filling(Positions positions, UsedArrays memory) {
    this.memory = memory;
    this.arrays = memory::take;
    this.positions = positions;
  }

  /** Adds the frames of a unit, which are not needed afterwards. */
  void add(Transaction transaction, LosslessChannel channel, Unit unit) {
    List<? extends FrameView> frames = unit.frames();
    int count = frames.size();
    for (int i = 0; i < count; i++) {
      FrameView frame = frames.get(i);
      try {
        byte[] value = encoder.toBytes(frame, arrays);
        StreamId stream = StreamId.of(frame);
        transaction.addFrame(
            new Outgoing(channel.topic(), stream.spread(), keys.of(stream), value));
        positions.note(frame);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a frame of " + frame.site() + " cannot be encoded: " + e);
      }
    }
    if (unit.position() != null) {
      positions.stand(unit.position());
    }
    transaction.account(channel, unit);
    unit.done().run();
  }

  /** Called before a transaction is filled. */
  void begin() {
    memory.collect();
  }

  /** Called now and then while there is nothing to add. */
  void rest() {
    memory.rest();
  }

  /** Adds where the streams stand whose frames were added since the last time. */
  void complete(Transaction transaction) {
    positions.drain(transaction::add);
  }
}
