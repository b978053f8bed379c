package org.hillock.itests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.model.Mode;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;
import org.hillock.api.tensor.Tensor;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.util.tracker.ServiceTracker;

class TlsClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String KAFKA = "(" + Transport.NAME + "=kafka)";

  private final BundleContext context =
      FrameworkUtil.getBundle(TlsClusterTest.class).getBundleContext();

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  @InjectService(timeout = 10_000)
  CommandProcessor commands;

  @TempDir Path temp;

  private TlsProcess tls;
  private Configuration configuration;

  @BeforeEach
  void start() throws Exception {
    tls =
        new TlsProcess(
            temp,
            context.getProperty("hillock.test.libraries"),
            context.getProperty("hillock.test.classes"));
    configuration = configurations.getConfiguration("org.hillock.broker", "?");
  }

  @AfterEach
  void stop() throws Exception {
    Arrivals stream = new Arrivals(context, KAFKA);
    configuration.delete();
    stream.awaitGone(LIMIT);
    stream.close();
    tls.close();
  }

  @Test
  void framesTravelOverScramAndTlsAndAWrongPasswordIsALine() throws Exception {
    Broker wrong = configured("not-the-password");
    assertFalse(wrong.awaitReady(Duration.ofMillis(1)));
    assertTrue(comesTrue(() -> wrong.status().state() == BrokerState.DOWN));
    String refused = "refuses the user name or the password of SCRAM-SHA-512";
    assertTrue(wrong.status().detail().endsWith(refused), wrong.status().detail());
    String said = command("broker");
    assertTrue(said.contains("down: " + wrong.status().detail()), said);
    assertFalse(said.contains("not-the-password"), said);

    Broker right = configured(tls.rightPassword());
    assertTrue(right.awaitReady(LIMIT), right.status().detail());
    assertTrue(command("topics create tls").contains("hillock.activations.tls"));
    ServiceTracker<Transport, Transport> transports =
        new ServiceTracker<>(context, context.createFilter(KAFKA), null);
    transports.open();
    try {
      Transport transport = transports.waitForService(LIMIT.toMillis());
      for (Delivery delivery : Delivery.values()) {
        flows(transport, delivery);
      }
    } finally {
      transports.close();
    }
  }

  private Broker configured(String password) throws Exception {
    Hashtable<String, Object> values = new Hashtable<>();
    values.put("bootstrap.servers", tls.address());
    values.put("client.file", tls.clientFile(password));
    ServiceTracker<Broker, Broker> brokers = new ServiceTracker<>(context, Broker.class, null);
    brokers.open();
    Broker before = brokers.getService();
    configuration.update(values);
    try {
      assertTrue(comesTrue(() -> brokers.getService() != null && brokers.getService() != before));
      return brokers.getService();
    } finally {
      brokers.close();
    }
  }

  private static void flows(Transport transport, Delivery delivery) throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    try (Subscription ignored =
            transport.subscribe("tls", delivery, frame -> received.countDown());
        Channel channel = transport.open("tls", delivery)) {
      assertTrue(channel.reserve(1000, LIMIT.toNanos()));
      channel.offer(List.of(frame()), 1000, () -> {});
      assertTrue(
          received.await(LIMIT.toSeconds(), TimeUnit.SECONDS),
          () -> delivery + ": " + channel.state());
      assertEquals("open", channel.state());
    }
  }

  private String command(String line) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(out, true);
    try (CommandSession session =
        commands.createSession(InputStream.nullInputStream(), console, console)) {
      return String.valueOf(session.execute("hillock:" + line)) + out;
    }
  }

  private static boolean comesTrue(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return condition.getAsBoolean();
  }

  private static Frame frame() {
    return new Frame(
        FrameView.Kind.DATA,
        UUID.randomUUID(),
        0,
        "tls",
        0,
        0,
        "tls",
        "org.example:1.0.0:00000000",
        "hidden",
        SiteSpec.Kind.DENSE,
        Mode.LIVE,
        -1,
        0,
        null,
        "",
        "",
        0,
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
