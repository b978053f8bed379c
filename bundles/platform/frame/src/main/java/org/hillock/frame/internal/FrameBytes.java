package org.hillock.frame.internal;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.hillock.api.activation.FrameView;

/** Encodes frames, from patterns where one fits and field by field where none does. One thread. */
public final class FrameBytes {
  /** Patterns that are kept: one for each site, and some more for rows with fields of their own. */
  private static final int PATTERNS = 16;

  private final PayloadWriter payload = new PayloadWriter();
  private final FrameWriter writer = new FrameWriter(payload);
  private final FlatBufferBuilder builder = new FlatBufferBuilder(4096);
  private final Pattern[] patterns = new Pattern[PATTERNS];
  private int newest;

  /** The frame in an array of exactly its length. */
  public byte[] own(FrameView frame, IntFunction<byte[]> memory) {
    payload.measure(frame.values(), frame.siteKind());
    Pattern pattern = find(frame);
    if (pattern != null) {
      return pattern.bytes(frame, payload, memory);
    }
    ByteBuffer encoded = write(frame);
    byte[] bytes = memory.apply(encoded.remaining());
    encoded.get(bytes);
    if (frame.kind() == FrameView.Kind.DATA) {
      newest = (newest + 1) % PATTERNS;
      patterns[newest] = new Pattern(frame, payload, bytes);
    }
    return bytes;
  }

  /** The frame in memory that the next call overwrites. */
  public ByteBuffer shared(FrameView frame) {
    payload.measure(frame.values(), frame.siteKind());
    return write(frame);
  }

  private ByteBuffer write(FrameView frame) {
    builder.clear();
    writer.write(builder, frame);
    return builder.dataBuffer();
  }

  private Pattern find(FrameView frame) {
    for (int i = 0; i < PATTERNS; i++) {
      int at = Math.floorMod(newest - i, PATTERNS);
      Pattern pattern = patterns[at];
      if (pattern == null) {
        return null;
      }
      if (pattern.fits(frame, payload.encoding())) {
        return pattern;
      }
    }
    return null;
  }
}
