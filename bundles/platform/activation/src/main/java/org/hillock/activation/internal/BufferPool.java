package org.hillock.activation.internal;

import java.util.ArrayDeque;

/**
 * Call buffers of one recorder that no channel holds any more, about 1 MiB of them. They come back
 * on the threads of channels.
 */
final class BufferPool {
  private static final long BYTES = 1 << 20;
  private static final int LEAST = 8;
  private static final int MOST = 1024;

  /** Guarded by this. */
  private final ArrayDeque<CallBuffer> buffers = new ArrayDeque<>();

  /** Guarded by this. */
  private int limit = LEAST;

  /** Guarded by this. */
  private long callBytes;

  /** A buffer of that plan, or null. */
  synchronized CallBuffer take(Plan plan) {
    for (CallBuffer b = buffers.pollLast(); b != null; b = buffers.pollLast()) {
      if (b.plan == plan) {
        return b;
      }
    }
    return null;
  }

  synchronized void giveBack(CallBuffer buffer) {
    if (buffers.size() < limit) {
      buffers.addLast(buffer);
    }
  }

  synchronized void clear() {
    buffers.clear();
  }

  /** Learns how large a call's frames are. */
  synchronized void learn(long bytes) {
    if (bytes != callBytes) {
      callBytes = bytes;
      limit = (int) Math.max(LEAST, Math.min(MOST, BYTES / (bytes + 1)));
    }
  }
}
