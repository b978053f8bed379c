package org.hillock.registry.internal;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Runs a step of a bundle's code on a thread of its own, so that neither a hang nor a thread-local
 * of that code stays behind in the registry.
 */
public final class ModelThread {
  private ModelThread() {}

  /**
   * Runs {@code work}.
   *
   * @param what for messages, such as {@code self-check of x}
   * @throws LoadFailure when it threw, or did not end in time: then its thread is interrupted
   */
  public static <T> T call(String what, Duration limit, Callable<T> work) throws LoadFailure {
    Outcome<T> outcome = new Outcome<>();
    Thread thread = new Thread(() -> outcome.run(work), "hillock-step " + what);
    thread.setDaemon(true);
    thread.setContextClassLoader(ModelThread.class.getClassLoader());
    thread.start();
    try {
      thread.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new LoadFailure(what + " was interrupted");
    }
    return outcome.get(what, limit, thread);
  }

  private static final class Outcome<T> {
    private boolean done;
    private T value;
    private String problem;

    void run(Callable<T> work) {
      T result = null;
      String failure = null;
      try {
        result = work.call();
      } catch (LoadFailure e) {
        failure = e.getMessage();
      } catch (Throwable t) {
        failure = FailureText.of(t);
      }
      synchronized (this) {
        done = true;
        value = result;
        problem = failure;
      }
    }

    synchronized T get(String what, Duration limit, Thread thread) throws LoadFailure {
      if (!done) {
        thread.interrupt();
        throw new LoadFailure(
            what + " did not end within " + limit.toMillis() + " ms; its thread was interrupted");
      }
      if (problem != null) {
        throw new LoadFailure(what + ": " + problem);
      }
      return value;
    }
  }
}
