package org.hillock.frame;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.hillock.api.activation.FrameView;
import org.hillock.frame.internal.FrameBytes;

/**
 * Writes frames into memory that it reuses; belongs to one thread. Values of 0 and 1 are written as
 * bits or as indices, whichever is smaller; everything else as it is. Most of a frame is as in the
 * frame before of its site, and then costs no more than a copy.
 */
public final class FrameEncoder {
  private final FrameBytes frames = new FrameBytes();

  /**
   * Encodes a frame.
   *
   * @return the bytes from position to limit, valid until the next call
   */
  public ByteBuffer encode(FrameView frame) {
    return frames.shared(frame);
  }

  /** Encodes a frame into an array of its own. */
  public byte[] toBytes(FrameView frame) {
    return frames.own(frame, byte[]::new);
  }

  /**
   * Encodes a frame into an array that fits exactly.
   *
   * @param memory gives an array of a length, with any content
   */
  public byte[] toBytes(FrameView frame, IntFunction<byte[]> memory) {
    return frames.own(frame, memory);
  }
}
