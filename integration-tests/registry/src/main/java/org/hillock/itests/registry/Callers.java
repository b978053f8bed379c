package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.hillock.api.registry.Client;

/** Threads that call without a pause, each on a handle of its own. */
final class Callers implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong worstNanos = new AtomicLong();
  private volatile boolean stopped;

  Callers(List<? extends Client> handles) {
    for (Client handle : handles) {
      Thread thread = new Thread(() -> run(handle), "test-caller");
      threads.add(thread);
      thread.start();
    }
  }

  private void run(Client handle) {
    while (!stopped) {
      long began = System.nanoTime();
      try {
        Stage.call(handle, 1);
        calls.incrementAndGet();
      } catch (RuntimeException e) {
        failures.add(e.toString());
        return;
      }
      worstNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
    }
  }

  /** Ends the threads; every call must have succeeded. */
  void expectNoFailure() throws InterruptedException {
    close();
    assertEquals(List.of(), failures);
    assertTrue(calls.get() > 0, "no call");
  }

  long worstMillis() {
    return worstNanos.get() / 1_000_000;
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join(30_000);
    }
  }
}
