package org.hillock.record.internal;

import java.io.PrintStream;

/** Says each second how far something is, from the third second on. */
final class Progress {
  private static final long SECOND = 1_000_000_000L;

  private final long all;
  private final PrintStream out;
  private long next = System.nanoTime() + 2 * SECOND;
  private long done;

  Progress(long all, PrintStream out) {
    this.all = all;
    this.out = out;
  }

  void one() {
    done++;
    long now = System.nanoTime();
    if (now - next > 0) {
      next = now + SECOND;
      out.println(done + " of " + all + " frames");
    }
  }
}
