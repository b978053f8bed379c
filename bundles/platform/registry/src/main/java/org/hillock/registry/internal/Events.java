package org.hillock.registry.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.VersionId;

/** Tells listeners what happened, in order, on one thread. */
final class Events implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.hillock.registry");

  private final List<Consumer<RegistryEvent>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("hillock-registry-events"));

  AutoCloseable listen(Consumer<RegistryEvent> listener) {
    Consumer<RegistryEvent> entry = listener::accept;
    listeners.add(entry);
    return () -> listeners.remove(entry);
  }

  void publish(Type type, VersionId version, String text) {
    publish(type, version.model(), version.toString(), text);
  }

  void publish(Type type, String model, String version, String text) {
    RegistryEvent event = new RegistryEvent(Instant.now(), type, model, version, text);
    try {
      thread.execute(() -> deliver(event));
    } catch (RejectedExecutionException closing) {
      LOG.log(System.Logger.Level.DEBUG, text);
    }
  }

  private void deliver(RegistryEvent event) {
    LOG.log(
        level(event.type()),
        () -> event.type() + " " + event.model() + " " + event.version() + " " + event.text());
    for (Consumer<RegistryEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (Throwable t) {
        LOG.log(System.Logger.Level.WARNING, "event listener: " + FailureText.of(t));
      }
    }
  }

  private static System.Logger.Level level(Type type) {
    return switch (type) {
      case CHECK_FAILED, SWAP_REFUSED, DEPLOY_REFUSED, LEASE_REVOKED, LOST ->
          System.Logger.Level.WARNING;
      default -> System.Logger.Level.DEBUG;
    };
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
