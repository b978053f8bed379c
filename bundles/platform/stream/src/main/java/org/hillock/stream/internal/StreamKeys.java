package org.hillock.stream.internal;

import java.util.Arrays;
import java.util.UUID;

/** The keys of records, remembered for the session last asked for. One thread. */
final class StreamKeys {
  private static final int MOST_ROWS = 4096;

  private UUID session;
  private byte[][] rows = {};

  /** The key of a stream, as {@link StreamId#key}; shared, not to be changed. */
  byte[] of(StreamId stream) {
    int row = stream.row();
    if (row < 0 || row >= MOST_ROWS) {
      return stream.key();
    }
    if (!stream.session().equals(session)) {
      session = stream.session();
      Arrays.fill(rows, null);
    }
    if (row >= rows.length) {
      rows = Arrays.copyOf(rows, Math.min(MOST_ROWS, Math.max(row + 1, 2 * rows.length)));
    }
    if (rows[row] == null) {
      rows[row] = stream.key();
    }
    return rows[row];
  }
}
