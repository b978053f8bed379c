package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hillock.api.activation.FrameView;

/**
 * A stream, and where its id sends it: all rows of a session have one writer, so that the frames of
 * a call are in one transaction; partitions are chosen for each row.
 *
 * @param session of the stream
 * @param row of its batch
 */
record StreamId(UUID session, int row) {
  static StreamId of(FrameView frame) {
    return new StreamId(frame.session(), frame.row());
  }

  static int writer(UUID session, int writers) {
    return Math.floorMod(
        mix(session.getMostSignificantBits() ^ session.getLeastSignificantBits()), writers);
  }

  /** Spreads streams over partitions, see {@link Outgoing#partition}. */
  long spread() {
    return session.getMostSignificantBits()
        ^ Long.rotateLeft(session.getLeastSignificantBits(), 17)
        ^ (row + 1) * 0x9E3779B97F4A7C15L;
  }

  /** {@code session/row}, the key of the stream's records. */
  byte[] key() {
    return (session + "/" + row).getBytes(StandardCharsets.US_ASCII);
  }

  /** The finaliser of SplitMix64. */
  static int mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (int) (z ^ z >>> 31);
  }
}
