package org.hillock.broker.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerStatus;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Registers the {@link Broker} service: there is one as soon as there is a configuration for it.
 * Its property {@link Broker#STATE} follows the broker.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"org.hillock.broker.Broker\"",
    uses = Broker.class)
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.hillock.broker",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BrokerConfiguration.class)
public final class BrokerComponent {
  private static final System.Logger LOG = System.getLogger("org.hillock.broker");
  private static final int MIN_HEAP = 128;
  private static final int MAX_HEAP = 8192;
  private static final int MAX_RESERVE = 1 << 20;

  private final Broker broker;
  private final BundleContext context;
  private final Broker.Subscription states;

  /** Guarded by this until the end. */
  private ServiceRegistration<Broker> registration;

  /** Guarded by this. */
  private String address = "";

  /** Guarded by this. */
  private boolean ended;

  /**
   * Starts or names the broker; a configuration that cannot work gives a service that says so.
   *
   * @param context gives the framework properties {@code hillock.home} and {@code hillock.data}
   * @param configuration the configuration with its defaults
   */
  @Activate
  public BrokerComponent(BundleContext context, BrokerConfiguration configuration) {
    this.context = context;
    this.broker = open(configuration, context::getProperty);
    this.states = broker.onChange(this::show);
  }

  @Deactivate
  void deactivate() {
    states.close();
    synchronized (this) {
      ended = true;
    }
    // Not under the lock: who uses the service may wait for a thread that posts a status.
    registration.unregister();
    if (broker instanceof EmbeddedBroker embedded) {
      embedded.close();
    }
  }

  private synchronized void show(BrokerStatus status) {
    if (ended) {
      return;
    }
    Dictionary<String, Object> properties =
        FrameworkUtil.asDictionary(
            Map.of(Broker.STATE, status.state().name(), Broker.EMBEDDED, status.embedded()));
    if (registration != null && address.equals(status.bootstrapServers())) {
      registration.setProperties(properties);
      return;
    }
    if (registration != null) {
      registration.unregister();
    }
    address = status.bootstrapServers();
    registration = context.registerService(Broker.class, broker, properties);
  }

  static Broker open(BrokerConfiguration configuration, UnaryOperator<String> property) {
    String outside = configuration.bootstrap_servers().strip();
    try {
      if (!outside.isEmpty()) {
        return new OutsideBroker(outside, configuration.client_file().strip());
      }
      return new EmbeddedBroker(settings(configuration, property));
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.ERROR, "no broker: " + e.getMessage());
      return new FailedBroker(outside.isEmpty(), outside, e.getMessage());
    }
  }

  private static Settings settings(
      BrokerConfiguration configuration, UnaryOperator<String> property) {
    return Settings.thisJvm(
            folder(configuration.folder(), property.apply("hillock.data"), "hillock-data"),
            folder(configuration.libraries(), property.apply("hillock.home"), "."),
            within("port", configuration.port(), 0, 65535),
            within("heap", configuration.heap(), MIN_HEAP, MAX_HEAP))
        .withReserve(within("reserve", configuration.reserve(), 0, MAX_RESERVE));
  }

  private static Path folder(String configured, String base, String defaultBase) {
    return configured.isBlank()
        ? Path.of(base == null ? defaultBase : base, "broker")
        : Path.of(configured);
  }

  private static int within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "org.hillock.broker: " + name + ": expected " + min + " to " + max + ", got " + value);
    }
    return value;
  }
}
