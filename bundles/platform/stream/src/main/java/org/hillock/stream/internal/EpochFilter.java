package org.hillock.stream.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hillock.api.activation.FrameView;

/**
 * Keeps the frames of the highest epoch: once a stream has gone back and on under a higher one,
 * what still comes of a lower one is superseded. For one thread.
 */
final class EpochFilter {
  private static final int STREAMS = 65_536;

  private final Map<StreamId, Integer> highest =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Integer> eldest) {
          return size() > STREAMS;
        }
      };

  boolean accepts(FrameView frame) {
    StreamId stream = StreamId.of(frame);
    Integer known = highest.get(stream);
    if (known != null && frame.epoch() < known) {
      return false;
    }
    if (frame.kind() == FrameView.Kind.END) {
      highest.remove(stream);
    } else if (known == null || frame.epoch() > known) {
      highest.put(stream, frame.epoch());
    }
    return true;
  }
}
