package org.hillock.activation.internal.memory;

import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The transport that is used when no other is there. */
@Component(
    immediate = true,
    service = Transport.class,
    configurationPid = "org.hillock.transport.memory",
    property = {Transport.NAME + "=memory", "service.ranking:Integer=-1000"})
@Designate(ocd = MemoryTransportComponent.Settings.class)
public final class MemoryTransportComponent implements Transport {

  @ObjectClassDefinition(
      name = "Hillock transport in memory",
      description = "Used while no other transport is there.")
  public @interface Settings {
    @AttributeDefinition(
        name = "Queue",
        description = "MiB of frames that wait for each model and delivery.",
        min = "1",
        max = "1024")
    int queueMebibytes() default 32;
  }

  private final MemoryTransport transport;

  @Activate
  public MemoryTransportComponent(Settings settings) {
    int mebibytes = settings.queueMebibytes();
    if (mebibytes < 1 || mebibytes > 1024) {
      throw new IllegalArgumentException(
          "expected queueMebibytes of 1 to 1024 in org.hillock.transport.memory, got " + mebibytes);
    }
    transport = new MemoryTransport((long) mebibytes << 20);
  }

  @Deactivate
  void deactivate() {
    transport.close();
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
  public void publish(Finding finding) {
    transport.publish(finding);
  }
}
