package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.List;
import org.hillock.api.spi.StreamPosition;

/**
 * The records of one transaction, kept until its commit has returned so that they can be sent again
 * with the same numbers. Belongs to the writer's thread.
 */
final class Transaction {
  private final long number;
  private final List<Outgoing> records = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();
  private long bytes;
  private int sent;
  private boolean begun;

  /** Frames of one channel in a transaction. */
  private record Share(
      LosslessChannel channel, int frames, StreamPosition position, long reserved) {}

  /**
   * @param number counts the transactions of a writer from 1; 0 is the claim that opens it
   */
  Transaction(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  long bytes() {
    return bytes;
  }

  void add(Outgoing record) {
    records.add(record);
    bytes += record.bytes();
  }

  void account(LosslessChannel channel, Unit unit) {
    StreamPosition listed = unit.position() == null ? null : unit.position().listed();
    shares.add(new Share(channel, unit.frames().size(), listed, unit.bytes()));
  }

  boolean begun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  /** Returns the next record that was not sent since the last {@link #restart}, or null. */
  Outgoing unsent() {
    return sent < records.size() ? records.get(sent) : null;
  }

  void sentOne() {
    sent++;
  }

  /** Everything has to be sent again in a new transaction. */
  void restart() {
    begun = false;
    sent = 0;
  }

  /** Tells the channels that their frames are in the log, or that they are lost. */
  void settle(boolean committed) {
    for (Share share : shares) {
      share.channel().settled(share.frames(), share.reserved(), committed);
      if (share.position() != null) {
        share.channel().settled(share.position(), committed);
      }
    }
  }
}
