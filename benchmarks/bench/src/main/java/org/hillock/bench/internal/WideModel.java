package org.hillock.bench.internal;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.osgi.framework.ServiceRegistration;

/** The wide model live under a name of its own, until it is closed. */
final class WideModel implements AutoCloseable {
  private static final long LIMIT_SECONDS = 90;

  private final Activations activations;
  private final String name;
  private final ServiceRegistration<ModelFactory> factory;

  WideModel(Registry registry, Services services, String name, int units)
      throws InterruptedException {
    this.activations = services.get(Activations.class);
    this.name = name;
    this.factory =
        services
            .context()
            .registerService(
                ModelFactory.class,
                new Wide(units),
                new Hashtable<>(Map.of(ModelFactory.FACTORY, name, ModelFactory.MODELS, name)));
    try {
      registry
          .swap(SwapRequest.to(candidate(registry)))
          .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (RuntimeException | InterruptedException e) {
      factory.unregister();
      throw e;
    }
  }

  /** Opens a lossless tap, as long as the model is there. */
  WideModel tapped() {
    activations.open(new Tap(name, name, "x", 1, Delivery.LOSSLESS));
    return this;
  }

  private VersionId candidate(Registry registry) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() - until < 0) {
      var found = registry.models().stream().filter(m -> m.name().equals(name)).findFirst();
      if (found.isPresent() && !found.get().versions().isEmpty()) {
        return found.get().versions().get(0).id();
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("expected model " + name + " within 20 s");
  }

  @Override
  public void close() {
    activations.close(name);
    factory.unregister();
  }
}
