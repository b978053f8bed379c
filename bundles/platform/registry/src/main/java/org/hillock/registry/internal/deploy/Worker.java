package org.hillock.registry.internal.deploy;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hillock.registry.internal.DaemonThreads;
import org.hillock.registry.internal.FailureText;

/** The thread on which the deployer reacts to what the framework does. */
final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.registry");

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("hillock-deploy"));

  void run(Runnable work) {
    later(work, 0);
  }

  void later(Runnable work, long millis) {
    try {
      thread.schedule(() -> guarded(work), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.log(System.Logger.Level.DEBUG, "the deployer has stopped");
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable t) {
      LOG.log(System.Logger.Level.WARNING, "deployer: " + FailureText.of(t));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
