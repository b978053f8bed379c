package org.hillock.stream.internal;

/** A number of bytes that may be under way. */
final class Credit {
  private final long limit;

  /** Guarded by this. */
  private long used;

  /** Guarded by this. */
  private boolean closed;

  Credit(long limit) {
    this.limit = limit;
  }

  /**
   * Waits for room. What is larger than the whole limit gets room when nothing else is under way.
   *
   * @return false when there was none in time, or there will be none
   */
  synchronized boolean reserve(long bytes, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (!closed && used > 0 && used + bytes > limit) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    if (closed) {
      return false;
    }
    used += bytes;
    return true;
  }

  synchronized void release(long bytes) {
    used -= bytes;
    notifyAll();
  }

  /** No more room from now on. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
