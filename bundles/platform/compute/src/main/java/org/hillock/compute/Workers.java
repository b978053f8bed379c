package org.hillock.compute;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads that share the parts of one computation.
 *
 * <p>The thread that calls {@link #run} works too, so {@code of(2)} starts one daemon thread. Owned
 * by one thread at a time, and not to be called from inside a part. Close it to end its threads;
 * {@link #single()} has none.
 */
public final class Workers implements AutoCloseable {
  private static final Workers SINGLE = new Workers(1);

  private final Thread[] helpers;
  private final AtomicInteger next = new AtomicInteger();
  private final Object lock = new Object();
  // Guarded by lock.
  private Part part;
  private int parts;
  private int generation;
  private int active;
  private boolean closed;
  private Throwable failure;

  private Workers(int threads) {
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] = new Thread(() -> help(worker), "hillock-compute-" + worker);
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  /** A piece of a computation. */
  @FunctionalInterface
  public interface Part {
    /**
     * Computes one part.
     *
     * @param index its number, from 0
     * @param worker number of the thread, below {@link Workers#threads()}, for scratch memory
     */
    void run(int index, int worker);
  }

  /** The calling thread alone. */
  public static Workers single() {
    return SINGLE;
  }

  /**
   * Workers with threads of their own.
   *
   * @param threads how many work, the caller included: at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
    return threads == 1 ? SINGLE : new Workers(threads);
  }

  /** How many threads work, the caller included. */
  public int threads() {
    return helpers.length + 1;
  }

  /** Runs parts 0 to {@code count - 1}, in any order, and returns when all are done. */
  public void run(int count, Part task) {
    if (helpers.length == 0 || count < 2) {
      for (int i = 0; i < count; i++) {
        task.run(i, 0);
      }
      return;
    }
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("expected open workers, got closed ones");
      }
      if (active > 0) {
        throw new IllegalStateException("expected one computation at a time, got another inside");
      }
      part = task;
      parts = count;
      next.set(0);
      active = helpers.length;
      failure = null;
      generation++;
      lock.notifyAll();
    }
    work(task, count, 0);
    join();
  }

  private void join() {
    boolean interrupted = false;
    Throwable thrown;
    synchronized (lock) {
      while (active > 0) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      part = null;
      thrown = failure;
      failure = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }

  private void work(Part task, int count, int worker) {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        task.run(i, worker);
      }
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        failure = failure == null ? e : failure;
      }
      next.set(count);
    }
  }

  private void help(int worker) {
    int seen = 0;
    while (true) {
      Part task;
      int count;
      synchronized (lock) {
        while (generation == seen && !closed) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            // Nobody else knows this thread: only close ends it.
            continue;
          }
        }
        if (generation == seen) {
          return;
        }
        seen = generation;
        task = part;
        count = parts;
      }
      work(task, count, worker);
      synchronized (lock) {
        active--;
        lock.notifyAll();
      }
    }
  }

  /** Ends the threads and waits for them. */
  @Override
  public void close() {
    synchronized (lock) {
      if (helpers.length > 0) {
        closed = true;
        lock.notifyAll();
      }
    }
    for (Thread helper : helpers) {
      try {
        helper.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
