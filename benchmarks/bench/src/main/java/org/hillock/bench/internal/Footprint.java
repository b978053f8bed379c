package org.hillock.bench.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the process holds beside the heap.
 *
 * @param threads alive
 * @param metaspace bytes of class data in use
 */
record Footprint(int threads, long metaspace) {
  private static final long SETTLE_SECONDS = 15;

  static Footprint now() {
    System.gc();
    long metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getName().equals("Metaspace"))
            .mapToLong((MemoryPoolMXBean p) -> p.getUsage().getUsed())
            .sum();
    return new Footprint(ManagementFactory.getThreadMXBean().getThreadCount(), metaspace);
  }

  /** The footprint when it has come down to the threads of before, or after 15 s. */
  static Footprint settled(Footprint before) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    Footprint now = now();
    while (now.threads() > before.threads() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
      now = now();
    }
    return now;
  }
}
