package org.hillock.frame;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import org.hillock.api.activation.FrameView;
import org.hillock.frame.internal.FrameWriter;

/**
 * Writes frames into memory that it reuses; belongs to one thread. Values of 0 and 1 are written as
 * bits or as indices, whichever is smaller; everything else as it is.
 */
public final class FrameEncoder {
  private final FrameWriter writer = new FrameWriter();
  private final FlatBufferBuilder builder = new FlatBufferBuilder(4096);

  /**
   * Encodes a frame.
   *
   * @return the bytes from position to limit, valid until the next call
   */
  public ByteBuffer encode(FrameView frame) {
    builder.clear();
    writer.write(builder, frame);
    return builder.dataBuffer();
  }

  /** Encodes a frame into an array of its own. */
  public byte[] toBytes(FrameView frame) {
    ByteBuffer encoded = encode(frame);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
