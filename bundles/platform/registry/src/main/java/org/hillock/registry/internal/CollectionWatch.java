package org.hillock.registry.internal;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells when unloaded class loaders are gone. A thread exists only while there is something to wait
 * for; it asks for a collection now and then, one for all that wait.
 */
final class CollectionWatch {
  private static final long LOOK_MILLIS = 50;
  private static final long FIRST_NUDGE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long NUDGE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Duration limit;
  // guarded by this
  private final List<Wait> waiting = new ArrayList<>();
  private Thread thread;
  private boolean closed;

  CollectionWatch(Duration limit) {
    this.limit = limit;
  }

  synchronized CompletableFuture<Boolean> watch(List<WeakReference<ClassLoader>> loaders) {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    if (loaders.isEmpty()) {
      gone.complete(true);
      return gone;
    }
    waiting.add(new Wait(List.copyOf(loaders), gone, System.nanoTime() + limit.toNanos()));
    if (thread == null && !closed) {
      thread = DaemonThreads.named("hillock-collection").newThread(this::run);
      thread.start();
    }
    return gone;
  }

  private void run() {
    long nudge = System.nanoTime() + FIRST_NUDGE_NANOS;
    try {
      while (look()) {
        Thread.sleep(LOOK_MILLIS);
        if (System.nanoTime() - nudge > 0) {
          System.gc();
          nudge = System.nanoTime() + NUDGE_NANOS;
        }
      }
    } catch (InterruptedException closing) {
      synchronized (this) {
        waiting.forEach(w -> w.gone().complete(false));
        waiting.clear();
      }
    }
  }

  private synchronized boolean look() {
    long now = System.nanoTime();
    waiting.removeIf(
        w -> {
          boolean gone = w.loaders().stream().allMatch(l -> l.get() == null);
          if (gone || now - w.until() > 0) {
            w.gone().complete(gone);
            return true;
          }
          return false;
        });
    if (waiting.isEmpty()) {
      thread = null;
      return false;
    }
    return true;
  }

  synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private record Wait(
      List<WeakReference<ClassLoader>> loaders, CompletableFuture<Boolean> gone, long until) {}
}
