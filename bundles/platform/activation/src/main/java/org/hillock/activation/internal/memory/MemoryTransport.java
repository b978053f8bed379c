package org.hillock.activation.internal.memory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;

/** Carries frames within this process: order, drops and credit as everywhere, but no replay. */
public final class MemoryTransport implements Transport, AutoCloseable {
  private static final int MAX_FRAME = 16 << 20;
  private static final int MAX_UNITS = 4096;

  private final long queueBytes;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final List<MemoryChannel> channels = new CopyOnWriteArrayList<>();

  /** A transport whose channels hold {@code queueBytes} each. */
  public MemoryTransport(long queueBytes) {
    this.queueBytes = queueBytes;
  }

  @Override
  public int maxFrameBytes() {
    return MAX_FRAME;
  }

  @Override
  public Channel open(String model, Delivery delivery) {
    channels.removeIf(c -> c.state().equals("closed"));
    MemoryChannel channel =
        new MemoryChannel(
            model + "-" + delivery, delivery, queueBytes, MAX_UNITS, lane(model, delivery));
    channels.add(channel);
    return channel;
  }

  @Override
  public Subscription subscribe(String model, Delivery delivery, FrameListener listener) {
    return lane(model, delivery).subscribe(listener);
  }

  /** Nobody outside reads them; the host of the analyses keeps the latest. */
  @Override
  public void publish(Finding finding) {}

  private Lane lane(String model, Delivery delivery) {
    return lanes.computeIfAbsent(delivery + "/" + model, key -> new Lane());
  }

  /** Shows what is queued and ends all threads. */
  @Override
  public void close() {
    channels.forEach(MemoryChannel::close);
    channels.clear();
    lanes.values().forEach(Lane::closeAll);
  }
}
