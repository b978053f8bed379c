package org.hillock.bench.internal;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the process holds beside the heap.
 *
 * @param threads alive
 * @param classes loaded
 * @param metaspace bytes in use for classes, and for what the compiler learnt about their methods
 */
record Footprint(int threads, int classes, long metaspace) {
  private static final long SETTLE_SECONDS = 15;

  static Footprint now() {
    settleCompiler();
    System.gc();
    long metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getName().equals("Metaspace"))
            .mapToLong((MemoryPoolMXBean p) -> p.getUsage().getUsed())
            .sum();
    return new Footprint(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        metaspace);
  }

  /** Waits until the compiler has nothing to do, at most 15 s. */
  private static void settleCompiler() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    long before = -1;
    long now = compiler.getTotalCompilationTime();
    while (now != before && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
      before = now;
      now = compiler.getTotalCompilationTime();
    }
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
