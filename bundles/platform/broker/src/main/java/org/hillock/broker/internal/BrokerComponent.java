package org.hillock.broker.internal;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerStatus;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The {@link Broker} service: there is one as soon as there is a configuration for it. */
@Component(
    service = Broker.class,
    immediate = true,
    configurationPid = "org.hillock.broker",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BrokerConfiguration.class)
public final class BrokerComponent implements Broker {
  private static final System.Logger LOG = System.getLogger("org.hillock.broker");
  private static final int MIN_HEAP = 128;
  private static final int MAX_HEAP = 8192;

  private final Broker broker;

  /**
   * Starts or names the broker; a configuration that cannot work gives a service that says so.
   *
   * @param context gives the framework properties {@code hillock.home} and {@code hillock.data}
   * @param configuration the configuration with its defaults
   */
  @Activate
  public BrokerComponent(BundleContext context, BrokerConfiguration configuration) {
    this(configuration, context::getProperty);
  }

  BrokerComponent(BrokerConfiguration configuration, UnaryOperator<String> property) {
    this.broker = open(configuration, property);
  }

  @Deactivate
  void deactivate() {
    if (broker instanceof EmbeddedBroker embedded) {
      embedded.close();
    }
  }

  @Override
  public BrokerStatus status() {
    return broker.status();
  }

  @Override
  public Map<String, Object> clientProperties() {
    return broker.clientProperties();
  }

  @Override
  public Subscription onChange(Consumer<BrokerStatus> listener) {
    return broker.onChange(listener);
  }

  @Override
  public boolean awaitReady(Duration limit) throws InterruptedException {
    return broker.awaitReady(limit);
  }

  private static Broker open(BrokerConfiguration configuration, UnaryOperator<String> property) {
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
        within("heap", configuration.heap(), MIN_HEAP, MAX_HEAP));
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
