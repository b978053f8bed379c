package org.hillock.stream.internal;

import java.util.List;
import org.hillock.api.activation.FrameView;
import org.hillock.api.spi.StreamPosition;

/**
 * The frames of one call, as they were offered.
 *
 * @param frames valid until {@code done} has run, and empty or others after it
 * @param position where a durable session stands after them, or null
 * @param bytes as reserved
 * @param done run once when the frames are no longer needed
 */
record Unit(List<? extends FrameView> frames, StreamPosition position, long bytes, Runnable done) {
  Unit(List<? extends FrameView> frames, long bytes, Runnable done) {
    this(frames, null, bytes, done);
  }
}
