package org.hillock.itests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hillock.api.activation.Activations;
import org.hillock.api.spi.Transport;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.util.tracker.ServiceTracker;

class BrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  @InjectService(timeout = 10_000)
  Activations activations;

  private ServiceTracker<Broker, Broker> brokers;
  private Arrivals stream;
  private Configuration configuration;

  @BeforeEach
  void startsWithoutABroker() throws Exception {
    brokers = new ServiceTracker<>(context, Broker.class, null);
    brokers.open();
    stream = new Arrivals(context, "(" + Transport.NAME + "=kafka)");
    configuration = configurations.getConfiguration("org.hillock.broker", "?");
    assertNull(brokers.getService());
    assertFalse(stream.isThere());
  }

  @AfterEach
  void endsWithoutABroker() throws Exception {
    configuration.delete();
    stream.awaitGone(LIMIT);
    stream.close();
    brokers.close();
  }

  @Test
  void theStreamComesAndGoesWithTheBroker() throws Exception {
    Broker broker = configured(context.getProperty("hillock.test.libraries"));

    stream.awaitThere(LIMIT);
    assertTrue(broker.awaitReady(LIMIT), broker.status().detail());
    ProcessHandle process = ProcessHandle.of(broker.status().pid()).orElseThrow();

    configuration.delete();
    stream.awaitGone(LIMIT);
    process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    configuration = configurations.getConfiguration("org.hillock.broker", "?");
    assertTrue(activations.taps().isEmpty());
  }

  @Test
  void aKilledBrokerIsStartedAgainUnderItsAddress() throws Exception {
    Broker broker = configured(context.getProperty("hillock.test.libraries"));
    assertTrue(broker.awaitReady(LIMIT), broker.status().detail());
    BrokerStatus before = broker.status();
    CompletableFuture<BrokerStatus> again = new CompletableFuture<>();

    try (var changes =
        broker.onChange(
            status -> {
              if (status.restarts() > before.restarts() && status.state() == BrokerState.READY) {
                again.complete(status);
              }
            })) {
      ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
      BrokerStatus after = again.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

      assertNotEquals(before.pid(), after.pid());
      assertEquals(before.bootstrapServers(), after.bootstrapServers());
      assertTrue(stream.isThere());
      assertNotNull(changes);
    }
  }

  @Test
  void aBrokerWithoutItsJarsSaysSoAndThePlatformGoesOn() throws Exception {
    Broker broker = configured(context.getProperty("hillock.data") + "/nowhere");

    assertFalse(broker.awaitReady(LIMIT));
    assertEquals(BrokerState.FAILED, broker.status().state());
    assertTrue(broker.status().detail().contains("nowhere"), broker.status().detail());
    assertTrue(activations.taps().isEmpty());
  }

  private Broker configured(String libraries) throws Exception {
    Dictionary<String, Object> values = new Hashtable<>();
    values.put("libraries", libraries);
    configuration.update(values);
    return present(brokers.waitForService(LIMIT.toMillis()));
  }

  private static Broker present(Broker broker) {
    assertNotNull(broker, "no broker service within " + LIMIT);
    return broker;
  }
}
