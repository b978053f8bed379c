package org.hillock.itests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.util.tracker.ServiceTracker;

class StreamRefreshTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String KAFKA = "(" + Transport.NAME + "=kafka)";
  private static final int TIMES = 5;

  /** Frameworks keep the newest of them for a while. */
  private static final int STILL_KNOWN = 2;

  /** Not an injected one, which would remember the services that it gave. */
  private final BundleContext context =
      FrameworkUtil.getBundle(StreamRefreshTest.class).getBundleContext();

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  private final UUID session = UUID.randomUUID();
  private Configuration configuration;
  private ServiceTracker<Transport, Transport> transports;
  private long sequence;

  @BeforeEach
  void start() throws Exception {
    configuration = configurations.getConfiguration("org.hillock.broker", "?");
    Hashtable<String, Object> values = new Hashtable<>();
    values.put("libraries", context.getProperty("hillock.test.libraries"));
    configuration.update(values);
    transports = new ServiceTracker<>(context, context.createFilter(KAFKA), null);
    transports.open();
  }

  @AfterEach
  void stop() throws Exception {
    transports.close();
    Arrivals stream = new Arrivals(context, KAFKA);
    configuration.delete();
    stream.awaitGone(LIMIT);
    stream.close();
  }

  @Test
  void theStreamAndItsKafkaClientGiveEverythingBackAtEachRefresh() throws Exception {
    Bundle stream = bundle("org.hillock.stream");
    Bundle client = bundle("org.hillock.runtime.kafka");
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      framesFlow();
      loaders.add(loader(stream));
      loaders.add(loader(client));
      stream.stop();
      assertEquals(List.of(), kafkaThreads());
      assertEquals(
          Set.of(),
          ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("kafka.*:*"), null));
      refresh(stream, client);
      client.start();
      stream.start();
    }
    framesFlow();
    assertTrue(
        comesTrue(() -> alive(loaders) <= STILL_KNOWN), () -> alive(loaders) + " loaders alive");
  }

  private void framesFlow() throws Exception {
    Transport transport = transports.waitForService(LIMIT.toMillis());
    for (Delivery delivery : Delivery.values()) {
      CountDownLatch received = new CountDownLatch(1);
      long number = sequence++;
      try (Subscription ignored =
              transport.subscribe(
                  "refreshed",
                  delivery,
                  frame -> {
                    if (frame.sequence() == number) {
                      received.countDown();
                    }
                  });
          Channel channel = transport.open("refreshed", delivery)) {
        assertTrue(channel.reserve(1000, LIMIT.toNanos()));
        channel.offer(List.of(frame(number)), 1000, () -> {});
        assertTrue(
            received.await(LIMIT.toSeconds(), TimeUnit.SECONDS),
            () -> delivery + ": " + channel.state());
      }
    }
  }

  private void refresh(Bundle... bundles) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundles), event -> done.countDown());
    assertTrue(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private static WeakReference<ClassLoader> loader(Bundle bundle) {
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static List<String> kafkaThreads() throws InterruptedException {
    comesTrue(() -> kafkaThreadsNow().isEmpty());
    return kafkaThreadsNow();
  }

  private static List<String> kafkaThreadsNow() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("kafka-") || name.startsWith("hillock-writer"))
        .toList();
  }

  private static boolean comesTrue(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
      System.gc();
      Thread.sleep(50);
    }
    return condition.getAsBoolean();
  }

  private Frame frame(long number) {
    return new Frame(
        FrameView.Kind.DATA,
        session,
        0,
        "refresh",
        number,
        0,
        "refreshed",
        "org.example:1.0.0:00000000",
        "hidden",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        number,
        null,
        "",
        "",
        number,
        1,
        0.001,
        0,
        0,
        List.of("unit"),
        Tensor.of(new float[] {1, 2}, 1, 2),
        List.of(),
        "node",
        "",
        "");
  }
}
