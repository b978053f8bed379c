package org.hillock.activation.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.activation.contract.TransportContract;
import org.hillock.activation.internal.TestFrames;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTransportTest extends TransportContract {
  private final MemoryTransport transport = new MemoryTransport(1 << 20);
  private final UUID session = UUID.randomUUID();

  @AfterEach
  void close() {
    transport.close();
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(t -> t.getName().startsWith("hillock-memory") && t.isAlive()),
        "expected no thread after close");
  }

  @Override
  protected Transport transport() {
    return transport;
  }

  @Override
  protected String model() {
    return "a";
  }

  @Override
  protected String otherModel() {
    return "b";
  }

  @Test
  void aFullLiveQueueDropsTheOldestAndCountsThem() throws Exception {
    Stalled stalled = new Stalled();
    try (Subscription s = transport.subscribe("a", Delivery.LIVE, stalled::frame);
        Channel channel = transport.open("a", Delivery.LIVE)) {
      offer(channel, 0, 400_000);
      stalled.entered.await();
      for (int i = 1; i < 6; i++) {
        offer(channel, i, 400_000);
      }
      assertEquals(3, channel.dropped());
      assertEquals(2, channel.queued());
      stalled.go.countDown();
    }
    assertEquals(List.of(0L, 4L, 5L), stalled.sequences);
  }

  @Test
  void aLosslessCallWaitsForRoomAndGetsItWhenTheReaderGoesOn() throws Exception {
    Stalled stalled = new Stalled();
    try (Subscription s = transport.subscribe("a", Delivery.LOSSLESS, stalled::frame);
        Channel channel = transport.open("a", Delivery.LOSSLESS)) {
      assertTrue(channel.reserve(700_000, 0));
      offer(channel, 0, 700_000);
      stalled.entered.await();
      assertFalse(channel.reserve(700_000, 1_000_000), "no room while the reader stalls");
      stalled.go.countDown();
      assertTrue(channel.reserve(700_000, TimeUnit.SECONDS.toNanos(20)));
      offer(channel, 1, 700_000);
    }
    assertEquals(List.of(0L, 1L), stalled.sequences);
  }

  private void offer(Channel channel, int sequence, long bytes) {
    channel.offer(List.of(TestFrames.data("a", session, sequence)), bytes, () -> {});
  }

  private static final class Stalled {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());

    void frame(org.hillock.api.activation.FrameView frame) {
      sequences.add(frame.sequence());
      entered.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
