package org.hillock.registry.internal;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;

/** A registry with versions that tests make in memory. */
final class Bench implements AutoCloseable {
  static final Limits SHORT =
      new Limits(
          Duration.ofSeconds(5),
          Duration.ofMillis(150),
          Duration.ofMillis(400),
          Duration.ofMillis(600),
          Duration.ofMillis(900),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1));

  final Journal journal;
  final CoreRegistry registry;
  final RecorderSource recorders = new RecorderSource();
  final List<RegistryEvent> events = new CopyOnWriteArrayList<>();
  final AtomicInteger released = new AtomicInteger();

  Bench(Path folder) {
    this(folder, new MemoryJournal());
  }

  Bench(Path folder, Journal journal) {
    this(folder, journal, SHORT);
  }

  Bench(Path folder, Journal journal, Limits limits) {
    this.journal = journal;
    this.registry = new CoreRegistry(limits, journal, folder, recorders);
    registry.onEvent(events::add);
  }

  static VersionId id(String model, int number) {
    return new VersionId(model, "test.bundle", "1.0." + number, Checkpoint.NONE);
  }

  VersionId add(String model, int number, TestModel code) {
    VersionId id = id(model, number);
    registry.add(id, source(id, code, id));
    return id;
  }

  private Source source(VersionId id, TestModel code, Object owner) {
    return new Source() {
      @Override
      public String describe() {
        return "memory " + id;
      }

      @Override
      public Parts load() {
        return new MemoryParts(code, Set.of(owner), released);
      }
    };
  }

  SwapReport swap(VersionId... ids) {
    return await(registry.swap(SwapRequest.to(ids)));
  }

  /** Waits and throws what the future has. */
  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.orTimeout(20, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  Client client(String model) {
    return registry.client(model, CallOptions.DEFAULT);
  }

  org.hillock.api.registry.Session session(String model) {
    return registry.open(model, SessionOptions.DEFAULT);
  }

  /** One step with input {@code x}; the output. */
  static float step(Client client, float x) {
    Inputs in = Inputs.of(Tensor.of(new float[] {x}, 1, 1, 1));
    float[] out = new float[1];
    client.apply(in, Outputs.of(Tensor.of(out, 1, 1)));
    return out[0];
  }

  @Override
  public void close() {
    registry.close();
  }

  private record MemoryParts(ModelFactory factory, Set<Object> owners, AtomicInteger released)
      implements Parts {
    @Override
    public Checkpoint checkpoint() {
      return Checkpoint.empty("test");
    }

    @Override
    public void letGo() {}

    @Override
    public Released release() {
      released.incrementAndGet();
      return new Released(true, true, List.<WeakReference<ClassLoader>>of());
    }
  }
}
