package org.hillock.stream.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hillock.api.spi.StreamPosition;

/**
 * The records of one transaction, kept until its commit has returned so that they can be sent again
 * with the same numbers. Belongs to one thread at a time: it is filled, handed over, and committed.
 */
final class Transaction {
  private final long number;
  private final List<Outgoing> records = new ArrayList<>();
  private final List<Share> shares = new ArrayList<>();
  private long bytes;
  private int frames;
  private int sent;
  private boolean begun;
  private boolean doubtful;

  /** Frames of one channel in a transaction. */
  private static final class Share {
    final LosslessChannel channel;
    final List<StreamPosition> positions = new ArrayList<>();
    int frames;
    long reserved;

    Share(LosslessChannel channel) {
      this.channel = channel;
    }
  }

  /** What became of the frames. */
  enum Fate {
    COMMITTED,
    /** They are in a file, which the next writer under the same id takes first. */
    KEPT,
    LOST
  }

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

  List<Outgoing> records() {
    return Collections.unmodifiableList(records);
  }

  void add(Outgoing record) {
    records.add(record);
    bytes += record.bytes();
  }

  /** Adds a frame, before whatever else belongs to the transaction. */
  void addFrame(Outgoing frame) {
    add(frame);
    frames++;
  }

  /** The frames that were added here. */
  List<Outgoing> frames() {
    return records.subList(0, frames);
  }

  void account(LosslessChannel channel, Unit unit) {
    Share share = shares.isEmpty() ? null : shares.get(shares.size() - 1);
    if (share == null || share.channel != channel) {
      share = new Share(channel);
      shares.add(share);
    }
    share.frames += unit.frames().size();
    share.reserved += unit.bytes();
    if (unit.position() != null) {
      share.positions.add(unit.position().listed());
    }
  }

  /** Number of frames whose fate the channels are still to be told. */
  int unsettled() {
    return shares.stream().mapToInt(share -> share.frames).sum();
  }

  boolean begun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  /** Whether it is to be looked up in the log, since a producer that had begun it is gone. */
  boolean doubtful() {
    return doubtful;
  }

  void doubt() {
    restart();
    doubtful = true;
  }

  /** It is not in the log. */
  void clear() {
    doubtful = false;
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

  void settle(Fate fate) {
    for (Share share : shares) {
      share.channel.settled(share.frames, share.reserved, fate);
      for (StreamPosition position : share.positions) {
        share.channel.settled(position, fate == Fate.COMMITTED);
      }
    }
    shares.clear();
  }
}
