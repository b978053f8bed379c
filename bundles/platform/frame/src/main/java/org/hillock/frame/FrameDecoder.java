package org.hillock.frame;

import java.nio.ByteBuffer;
import org.hillock.api.activation.Frame;
import org.hillock.frame.internal.FrameReader;

/** Reads frames. Stateless; any thread. */
public final class FrameDecoder {
  private FrameDecoder() {}

  /**
   * The frame in {@code bytes}, from its position to its limit, which stay as they are.
   *
   * <p>Every table, vector and text is checked against the buffer before it is read, so any bytes
   * give either a well-formed frame or the exception. Memory stays within 64 times the buffer plus
   * 24 MiB.
   *
   * @throws FrameFormatException when they are not a frame, or not a well-formed one
   */
  public static Frame decode(ByteBuffer bytes) throws FrameFormatException {
    return FrameReader.read(bytes);
  }

  /** As {@link #decode(ByteBuffer)}, for a record's value; null is not a frame. */
  public static Frame decode(byte[] bytes) throws FrameFormatException {
    if (bytes == null) {
      throw new FrameFormatException("expected a frame, got a record without a value");
    }
    return decode(ByteBuffer.wrap(bytes));
  }
}
