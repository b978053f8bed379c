package org.hillock.bench.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hillock.api.activation.Frame;

/** All that a reader has seen of the log so far, by session and row. One thread. */
final class LogView {
  private final Map<UUID, Map<Integer, LogStream>> sessions = new HashMap<>();
  private final Examples examples;
  private long misnumbered;
  private long unannounced;
  private long unreadable;

  LogView(Examples examples) {
    this.examples = examples;
  }

  /** Takes the next frame of the log. */
  void accept(Frame frame) {
    LogStream stream =
        sessions
            .computeIfAbsent(frame.session(), absent -> new HashMap<>())
            .computeIfAbsent(frame.row(), absent -> new LogStream());
    if (!stream.announced(frame)) {
      unannounced++;
      examples.add("a higher epoch that no marker announced", frame);
    }
    String wrong = stream.accept(frame);
    if (!wrong.isEmpty()) {
      misnumbered++;
      examples.add(wrong, frame);
    }
  }

  /** Counts a record that is not a frame. */
  void unreadable(String text) {
    unreadable++;
    examples.add(text);
  }

  Set<UUID> sessions() {
    return sessions.keySet();
  }

  /** Streams of a session by row; empty when there is none. */
  Map<Integer, LogStream> session(UUID id) {
    return sessions.getOrDefault(id, Map.of());
  }

  /** Frames whose number is not the one after the frame before, or that come after an end. */
  long misnumbered() {
    return misnumbered;
  }

  /** Frames of a higher epoch before the marker that says so. */
  long unannounced() {
    return unannounced;
  }

  long unreadable() {
    return unreadable;
  }
}
