package org.hillock.stream.internal;

import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.analysis.Finding;
import org.hillock.api.registry.Registry;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.Transport;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The transport on Kafka, there as long as there is a broker to use, whether it answers or not. */
@Component(
    service = Transport.class,
    immediate = true,
    configurationPid = "org.hillock.stream",
    property = {
      Transport.NAME + "=kafka",
      "service.ranking:Integer=100",
      "osgi.command.scope=hillock",
      "osgi.command.function=topics"
    })
@Designate(ocd = StreamConfiguration.class)
public final class StreamComponent implements Transport {
  private final KafkaTransport transport;
  private final String node;
  private final TopicsCommand command;

  /** Guarded by this. */
  private Registry registry;

  /** Guarded by this. */
  private RegistryMirror mirror;

  /**
   * Opens the transport.
   *
   * @param broker where to connect
   * @param context gives the framework properties {@code hillock.node} and {@code hillock.data}
   * @param configuration the configuration with its defaults
   * @throws IllegalStateException when the broker has failed for good
   */
  @Activate
  public StreamComponent(
      @Reference Broker broker, BundleContext context, StreamConfiguration configuration) {
    if (broker.status().state() == BrokerState.FAILED) {
      throw new IllegalStateException("no broker: " + broker.status().detail());
    }
    String data = context.getProperty("hillock.data");
    StreamSettings settings =
        StreamSettings.of(configuration, NodeName.of(context.getProperty("hillock.node"), data));
    this.node = settings.node();
    this.transport =
        new KafkaTransport(
            broker,
            settings,
            context.getProperty(Constants.FRAMEWORK_UUID),
            NodeName.folder(data).resolve("stream"));
    this.command = new TopicsCommand(transport);
  }

  @Deactivate
  void deactivate() {
    synchronized (this) {
      if (registry != null) {
        removeRegistry(registry);
      }
    }
    transport.close();
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  synchronized void addRegistry(Registry added) {
    if (registry != null) {
      removeRegistry(registry);
    }
    registry = added;
    mirror = new RegistryMirror(added, transport, node);
  }

  synchronized void removeRegistry(Registry removed) {
    if (removed == registry && mirror != null) {
      mirror.close();
      mirror = null;
      registry = null;
    }
  }

  @Override
  public int maxFrameBytes() {
    return transport.maxFrameBytes();
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    return transport.open(model, delivery);
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    return transport.subscribe(model, delivery, listener);
  }

  @Override
  public Optional<StreamPositions> positions() {
    return transport.positions();
  }

  @Override
  public Optional<HostedAnalysis.Hosting> host(HostedAnalysis analysis) {
    return transport.host(analysis);
  }

  @Override
  public void publish(Finding finding) {
    transport.publish(finding);
  }

  /**
   * The shell command {@code hillock:topics}: lists the topics, creates those that are missing, or
   * gives those that are there the settings of ours.
   *
   * @param words nothing, or {@code create} or {@code repair} and {@code MODEL [ANALYSIS...]}
   * @return one line a topic
   */
  @Descriptor(
      "Lists the topics on the broker; creates or repairs those of a model and some analyses."
          + " Example: topics create delays rates")
  public String topics(
      @Descriptor("nothing to list, or: create|repair MODEL [ANALYSIS...]") String... words) {
    return command.run(words);
  }
}
