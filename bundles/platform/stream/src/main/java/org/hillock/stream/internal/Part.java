package org.hillock.stream.internal;

/** What the transport opened and closes when it ends. */
interface Part {
  boolean closed();

  /**
   * Closes; does nothing the second time.
   *
   * @param end moment, as {@link System#nanoTime} counts, until which it may finish what waits
   */
  void close(long end);
}
