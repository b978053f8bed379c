package org.hillock.demo.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.activation.FrameView;

/**
 * A reader's bookkeeping: for each stream, which sequence numbers came and for which calls.
 * Compared with the callers' ledger it tells what was lost and what came twice.
 */
final class Audit implements FrameListener {
  private static final class Stream {
    private long next;
    private long lastCall = -1;
    private long calls;
    private boolean ended;
  }

  private final Map<UUID, Stream> streams = new HashMap<>();
  private long frames;
  private long gaps;
  private long duplicates;

  @Override
  public synchronized void frame(FrameView frame) {
    Stream stream = streams.computeIfAbsent(frame.session(), id -> new Stream());
    if (frame.kind() == FrameView.Kind.END) {
      stream.ended = true;
    }
    boolean data = frame.kind() == FrameView.Kind.DATA;
    frames += data ? 1 : 0;
    if (frame.site().isEmpty()) {
      return;
    }
    if (frame.sequence() < stream.next) {
      duplicates++;
      return;
    }
    gaps += frame.sequence() - stream.next;
    stream.next = frame.sequence() + 1;
    if (data && frame.call() != stream.lastCall) {
      stream.lastCall = frame.call();
      stream.calls++;
    }
  }

  synchronized long received() {
    return frames;
  }

  synchronized long duplicated() {
    return duplicates;
  }

  /** Missing sequence numbers, and calls of the ledger from which no frame came. */
  synchronized long lost(Ledger ledger) {
    long silent = 0;
    for (var entry : ledger.calls().entrySet()) {
      Stream stream = streams.get(entry.getKey());
      silent += entry.getValue().get() - (stream == null ? 0 : stream.calls);
    }
    return gaps + Math.abs(silent);
  }

  /** Whether every stream of the ledger has ended here. */
  synchronized boolean complete(Ledger ledger) {
    return ledger.calls().keySet().stream()
        .allMatch(id -> streams.containsKey(id) && streams.get(id).ended);
  }
}
