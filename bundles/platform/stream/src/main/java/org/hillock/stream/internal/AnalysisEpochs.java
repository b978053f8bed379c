package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hillock.api.activation.FrameView;

/**
 * The epochs of the streams of one partition that went back and on: what still comes of a lower one
 * is superseded. Kept with the state, so that a restart knows them. For one thread.
 */
final class AnalysisEpochs {
  private final Map<StreamId, Integer> highest = new HashMap<>();
  private boolean changed;

  /** Epochs as {@link #bytes} gave them; null for none. */
  AnalysisEpochs(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return;
    }
    for (String line : new String(bytes, StandardCharsets.US_ASCII).split("\n")) {
      String[] parts = line.split(" ");
      highest.put(
          new StreamId(UUID.fromString(parts[0]), Integer.parseInt(parts[1])),
          Integer.valueOf(parts[2]));
    }
  }

  boolean accepts(FrameView frame) {
    if (frame.epoch() == 0 && highest.isEmpty()) {
      return true;
    }
    StreamId stream = StreamId.of(frame);
    int known = highest.getOrDefault(stream, 0);
    if (frame.epoch() < known) {
      return false;
    }
    if (frame.kind() == FrameView.Kind.END) {
      changed |= highest.remove(stream) != null;
    } else if (frame.epoch() > known) {
      highest.put(stream, frame.epoch());
      changed = true;
    }
    return true;
  }

  /** Whether they changed since the last call. */
  boolean news() {
    boolean news = changed;
    changed = false;
    return news;
  }

  byte[] bytes() {
    StringBuilder lines = new StringBuilder();
    highest.forEach(
        (stream, epoch) ->
            lines
                .append(stream.session())
                .append(' ')
                .append(stream.row())
                .append(' ')
                .append(epoch)
                .append('\n'));
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
