package org.hillock.registry.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.UnavailableException;

/** The one thread on which routes move, and only outside framework callbacks. */
final class SwapThread implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("hillock-swap"));

  <T> CompletableFuture<T> submit(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      thread.execute(() -> run(work, result));
    } catch (RejectedExecutionException closing) {
      result.completeExceptionally(new UnavailableException("the registry has stopped"));
    }
    return result;
  }

  private static <T> void run(Supplier<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.get());
    } catch (RegistryException e) {
      result.completeExceptionally(e);
    } catch (Throwable t) {
      result.completeExceptionally(new IllegalStateException(FailureText.of(t)));
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
