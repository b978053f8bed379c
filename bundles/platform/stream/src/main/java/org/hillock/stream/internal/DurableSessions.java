package org.hillock.stream.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.spi.StreamPosition;

/** Where the durable sessions of this platform stand, as far as it is known without the log. */
final class DurableSessions {
  /** Guarded by this. */
  private final Map<UUID, Entry> sessions = new HashMap<>();

  private static final class Entry {
    /** Without its state; null while nothing is committed. */
    StreamPosition committed;

    long offered;
    long settled;
    boolean lost;
  }

  /** A position is on its way. */
  synchronized void offered(StreamPosition position) {
    sessions.computeIfAbsent(position.session(), absent -> new Entry()).offered++;
  }

  /** A position is in the log, or lost. */
  synchronized void settled(StreamPosition position, boolean committed) {
    Entry entry = sessions.get(position.session());
    entry.settled++;
    if (committed) {
      entry.committed = position;
    } else {
      entry.lost = true;
    }
    boolean over = !position.ended().isEmpty();
    if (entry.settled == entry.offered && (over || entry.committed == null)) {
      sessions.remove(position.session());
    }
    notifyAll();
  }

  /** A position of an earlier life of this platform, from the log. */
  synchronized void found(StreamPosition position) {
    Entry entry = sessions.computeIfAbsent(position.session(), absent -> new Entry());
    if (entry.committed == null && entry.offered == 0) {
      entry.committed = position;
    }
  }

  synchronized List<StreamPosition> list() {
    return sessions.values().stream()
        .map(entry -> entry.committed)
        .filter(position -> position != null && position.ended().isEmpty())
        .toList();
  }

  /**
   * Waits until all that was offered of a session is in the log; false when it is not in time, or
   * lost.
   */
  synchronized boolean await(UUID session, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (Entry entry = sessions.get(session);
        entry != null && entry.settled < entry.offered;
        entry = sessions.get(session)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    Entry entry = sessions.get(session);
    return entry == null || !entry.lost;
  }
}
