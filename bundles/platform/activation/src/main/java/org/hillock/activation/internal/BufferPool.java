package org.hillock.activation.internal;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;

/**
 * Call buffers of one recorder that no channel holds any more: about 1 MiB of them, and what came
 * back beyond that for as long as the memory is not wanted otherwise. They come back on the threads
 * of channels.
 */
final class BufferPool {
  private static final long BYTES = 1 << 20;
  private static final int LEAST = 8;
  private static final int MOST = 1024;

  /** Guarded by this. */
  private final ArrayDeque<CallBuffer> buffers = new ArrayDeque<>();

  /** Guarded by this. */
  private final ArrayDeque<SoftReference<CallBuffer>> more = new ArrayDeque<>();

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
    for (SoftReference<CallBuffer> r = more.pollLast(); r != null; r = more.pollLast()) {
      CallBuffer b = r.get();
      if (b != null && b.plan == plan) {
        return b;
      }
    }
    return null;
  }

  synchronized void giveBack(CallBuffer buffer) {
    if (buffers.size() < limit) {
      buffers.addLast(buffer);
    } else if (more.size() < MOST) {
      more.addLast(buffer.soft);
    }
  }

  synchronized void clear() {
    buffers.clear();
    more.clear();
  }

  /** Learns how large a call's frames are. */
  synchronized void learn(long bytes) {
    if (bytes != callBytes) {
      callBytes = bytes;
      limit = (int) Math.max(LEAST, Math.min(MOST, BYTES / (bytes + 1)));
    }
  }
}
