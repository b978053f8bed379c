package org.hillock.itests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.activation.Tap;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Transport;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;
import org.hillock.broker.Broker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** The stream's bundle is updated under calls with a lossless tap; no model is swapped. */
class StreamUpdateTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String KAFKA = "(" + Transport.NAME + "=kafka)";
  private static final String MODEL = "updated";
  private static final int ROWS = 3;

  private final BundleContext context =
      FrameworkUtil.getBundle(StreamUpdateTest.class).getBundleContext();

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  @InjectService(timeout = 10_000)
  Registry registry;

  @InjectService(timeout = 10_000)
  Activations activations;

  private final AtomicLong returned = new AtomicLong();
  private Configuration configuration;
  private Arrivals transports;
  private ServiceRegistration<ModelFactory> factory;
  private volatile boolean enough;
  private volatile String failure = "";

  @BeforeEach
  void start() throws Exception {
    configure();
    transports = new Arrivals(context, KAFKA);
    transports.awaitThere(LIMIT);
    factory =
        context.registerService(
            ModelFactory.class,
            new Emitting(),
            new Hashtable<>(Map.of(ModelFactory.FACTORY, MODEL, ModelFactory.MODELS, MODEL)));
  }

  @AfterEach
  void stop() throws Exception {
    activations.close(MODEL);
    factory.unregister();
    configuration.delete();
    transports.awaitGone(LIMIT);
    transports.close();
  }

  @Test
  void everyFrameOfACallThatReturnedIsInTheLogOnceOverUpdates() throws Exception {
    registry.swap(SwapRequest.to(candidate())).orTimeout(60, TimeUnit.SECONDS).join();
    activations.open(new Tap(MODEL, MODEL, "x", 1, Delivery.LOSSLESS));
    Bundle stream = bundle("org.hillock.stream");
    Thread caller = new Thread(this::call, "caller");
    caller.start();
    for (int i = 0; i < 3; i++) {
      goesOn(500);
      stream.update();
      transports.awaitThere(LIMIT);
    }
    goesOn(500);
    configuration.delete();
    transports.awaitGone(LIMIT);
    stream.update();
    configure();
    transports.awaitThere(LIMIT);
    goesOn(500);
    withBroker(b -> ProcessHandle.of(b.status().pid()).ifPresent(ProcessHandle::destroyForcibly));
    stream.update();
    transports.awaitThere(LIMIT);
    goesOn(500);
    enough = true;
    caller.join(LIMIT.toMillis());
    assertEquals("", failure);
    long calls = returned.get();
    await(() -> published(calls), "all published");
    List<Frame> log = new ArrayList<>();
    withBroker(
        b ->
            log.addAll(
                CommittedFrames.read(
                    bundle("org.hillock.runtime.kafka"),
                    b.clientProperties(),
                    "hillock.activations." + MODEL)));
    for (int row = 0; row < ROWS; row++) {
      int wanted = row;
      List<Frame> own =
          log.stream().filter(f -> f.row() == wanted && f.kind() == Kind.DATA).toList();
      List<Long> all = LongStream.range(0, calls).boxed().toList();
      assertEquals(all, own.stream().map(Frame::call).toList());
      assertEquals(all, own.stream().map(Frame::sequence).toList());
    }
    assertEquals(List.of(), left(), "nothing waits for another writer");
  }

  /** Starts the broker. */
  private void configure() throws IOException {
    configuration = configurations.getConfiguration("org.hillock.broker", "?");
    Hashtable<String, Object> values = new Hashtable<>();
    values.put("libraries", context.getProperty("hillock.test.libraries"));
    configuration.update(values);
  }

  private boolean published(long calls) {
    try {
      AtomicLong frames = new AtomicLong();
      withBroker(
          b ->
              frames.set(
                  CommittedFrames.read(
                          bundle("org.hillock.runtime.kafka"),
                          b.clientProperties(),
                          "hillock.activations." + MODEL)
                      .stream()
                      .filter(f -> f.kind() == Kind.DATA)
                      .count()));
      return frames.get() >= calls * ROWS;
    } catch (Exception e) {
      return false;
    }
  }

  private void call() {
    Tensor x = Tensor.zeros(DType.F32, 1, ROWS, Emitting.UNITS);
    Outputs outputs = Outputs.of(Tensor.zeros(DType.F32, ROWS, 1));
    CallOptions options = new CallOptions("caller", ROWS, Duration.ofSeconds(60));
    try (Session session = registry.open(MODEL, new SessionOptions(options, 0))) {
      while (!enough) {
        session.apply(Inputs.of(x), outputs);
        returned.incrementAndGet();
      }
    } catch (RuntimeException e) {
      failure = e.toString();
    }
  }

  /** Waits until so many further calls have returned. */
  private void goesOn(long calls) throws InterruptedException {
    long goal = returned.get() + calls;
    await(() -> returned.get() >= goal || !failure.isEmpty(), calls + " calls");
    assertEquals("", failure);
  }

  private interface Use {
    void broker(Broker broker) throws Exception;
  }

  private void withBroker(Use use) throws Exception {
    ServiceReference<Broker> reference = context.getServiceReference(Broker.class);
    Broker broker = context.getService(reference);
    try {
      assertTrue(broker.awaitReady(LIMIT));
      use.broker(broker);
    } finally {
      context.ungetService(reference);
    }
  }

  private VersionId candidate() throws InterruptedException {
    List<VersionId> found = new ArrayList<>();
    await(
        () -> {
          registry.models().stream()
              .filter(m -> m.name().equals(MODEL) && !m.versions().isEmpty())
              .forEach(m -> found.add(m.versions().get(0).id()));
          return !found.isEmpty();
        },
        "a version");
    return found.get(0);
  }

  private List<Path> left() throws IOException {
    Path folder = Path.of(context.getProperty("hillock.data"), "stream");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "expected within " + LIMIT + ": " + what);
      Thread.sleep(50);
    }
  }
}
