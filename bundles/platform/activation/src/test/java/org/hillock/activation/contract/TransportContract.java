package org.hillock.activation.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.Transport;
import org.hillock.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * CORE: what every transport promises. A subclass gives a transport that is ready, with a queue of
 * 1 MiB or more, and closes it after each test.
 */
public abstract class TransportContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long SECOND = 1_000_000_000;
  private static final long BYTES = 2_000;

  private final UUID session = UUID.randomUUID();
  private final Collector collector = new Collector();

  /** The transport under test, ready to use, always the same within one test. */
  protected abstract Transport transport();

  /** A model whose topics exist; each test sees no frames of another on it. */
  protected abstract String model();

  /** A second such model. */
  protected abstract String otherModel();

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void framesArriveWholeAndInOrder(Delivery delivery) throws Exception {
    try (Subscription s = transport().subscribe(model(), delivery, collector);
        Channel channel = transport().open(model(), delivery)) {
      for (int unit = 0; unit < 50; unit++) {
        offer(channel, data(2 * unit), data(2 * unit + 1));
      }
      collector.await(100, LIMIT);
      assertEquals(100, s.received());
      assertEquals(0, s.rejected());
    }
    assertEquals(numbers(100), collector.sequencesOf(session));
    for (Frame frame : collector.frames()) {
      assertSameFrame(data(frame.sequence()), frame);
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void everyOfferIsDoneOnceAndCounted(Delivery delivery) throws Exception {
    AtomicInteger done = new AtomicInteger();
    try (Channel channel = transport().open(model(), delivery)) {
      for (int i = 0; i < 20; i++) {
        assertTrue(channel.reserve(BYTES, 10 * SECOND));
        channel.offer(List.of(data(i)), BYTES, done::incrementAndGet);
      }
      Collector.await("20 published frames", LIMIT, () -> channel.published() == 20);
      Collector.await("20 offers done", LIMIT, () -> done.get() == 20);
      assertEquals(0, channel.queued());
      assertEquals(0, channel.dropped());
    }
    assertEquals(20, done.get());
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void streamsOfSeveralThreadsKeepTheirOrder(Delivery delivery) throws Exception {
    List<UUID> sessions = List.of(session, UUID.randomUUID(), UUID.randomUUID());
    try (Subscription s = transport().subscribe(model(), delivery, collector);
        Channel channel = transport().open(model(), delivery)) {
      List<Thread> threads = new ArrayList<>();
      for (UUID each : sessions) {
        Thread thread = new Thread(() -> offerMany(channel, each));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      collector.await(3 * 100, LIMIT);
    }
    for (UUID each : sessions) {
      assertEquals(numbers(100), collector.sequencesOf(each));
    }
  }

  private void offerMany(Channel channel, UUID each) {
    for (int i = 0; i < 100; i++) {
      try {
        assertTrue(channel.reserve(BYTES, 10 * SECOND));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      channel.offer(List.of(ContractFrames.data(model(), each, i)), BYTES, () -> {});
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void markersComeThrough(Delivery delivery) throws Exception {
    try (Subscription s = transport().subscribe(model(), delivery, collector);
        Channel channel = transport().open(model(), delivery)) {
      Frame end = ContractFrames.end(model(), session, 7, "client closed");
      channel.offer(List.of(end), delivery == Delivery.LOSSLESS ? 0 : BYTES, () -> {});
      collector.await(1, LIMIT);
      assertSameFrame(end, collector.frames().get(0));
    }
  }

  @Test
  void modelsAndDeliveriesDoNotMix() throws Exception {
    Collector other = new Collector();
    Collector lossless = new Collector();
    try (Subscription a = transport().subscribe(model(), Delivery.LIVE, collector);
        Subscription b = transport().subscribe(otherModel(), Delivery.LIVE, other);
        Subscription c = transport().subscribe(model(), Delivery.LOSSLESS, lossless);
        Channel live = transport().open(model(), Delivery.LIVE);
        Channel otherLive = transport().open(otherModel(), Delivery.LIVE);
        Channel kept = transport().open(model(), Delivery.LOSSLESS)) {
      offer(live, data(1));
      offer(otherLive, ContractFrames.data(otherModel(), session, 2));
      offer(kept, data(3));
      collector.await(1, LIMIT);
      other.await(1, LIMIT);
      lossless.await(1, LIMIT);
    }
    assertEquals(List.of(1L), collector.sequencesOf(session));
    assertEquals(List.of(2L), other.sequencesOf(session));
    assertEquals(List.of(3L), lossless.sequencesOf(session));
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aSubscriptionSeesFramesFromNowOnAndNoneAfterItsClose(Delivery delivery) throws Exception {
    Collector late = new Collector();
    try (Channel channel = transport().open(model(), delivery)) {
      Subscription first = transport().subscribe(model(), delivery, collector);
      offer(channel, data(0));
      collector.await(1, LIMIT);
      first.close();
      try (Subscription second = transport().subscribe(model(), delivery, late)) {
        offer(channel, data(1));
        late.await(1, LIMIT);
      }
    }
    assertEquals(List.of(0L), collector.sequencesOf(session));
    assertEquals(List.of(1L), late.sequencesOf(session));
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aListenerThatThrowsGoesOnAndHarmsNobody(Delivery delivery) throws Exception {
    AtomicInteger thrown = new AtomicInteger();
    try (Subscription bad =
            transport()
                .subscribe(
                    model(),
                    delivery,
                    frame -> {
                      thrown.incrementAndGet();
                      throw new IllegalStateException("on purpose");
                    });
        Subscription good = transport().subscribe(model(), delivery, collector);
        Channel channel = transport().open(model(), delivery)) {
      offer(channel, data(0));
      offer(channel, data(1));
      collector.await(2, LIMIT);
      Collector.await("both frames shown", LIMIT, () -> thrown.get() == 2);
    }
  }

  @Test
  void liveChannelsHaveAlwaysRoom() throws Exception {
    try (Channel channel = transport().open(model(), Delivery.LIVE)) {
      assertTrue(channel.reserve(Long.MAX_VALUE / 4, 0));
    }
  }

  @Test
  void aReservationIsGivenBackByReleaseAndByOffer() throws Exception {
    try (Channel channel = transport().open(model(), Delivery.LOSSLESS)) {
      for (int i = 0; i < 3; i++) {
        assertTrue(channel.reserve(1L << 40, 20 * SECOND), "more than the whole, nothing else");
        assertFalse(channel.reserve(BYTES, 0), "no room beside it");
        channel.release(1L << 40);
        assertTrue(channel.reserve(1L << 40, 20 * SECOND));
        channel.offer(List.of(data(i)), 1L << 40, () -> {});
      }
      assertTrue(channel.reserve(BYTES, 20 * SECOND));
      channel.release(BYTES);
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aClosedChannelDropsCountsAndIsDone(Delivery delivery) throws Exception {
    AtomicInteger done = new AtomicInteger();
    Channel channel = transport().open(model(), delivery);
    channel.close();
    channel.offer(List.of(data(0), data(1)), 0, done::incrementAndGet);
    assertEquals(1, done.get());
    assertEquals(2, channel.dropped());
    channel.close();
  }

  @Test
  void closingWritesWhatIsQueued() throws Exception {
    try (Subscription s = transport().subscribe(model(), Delivery.LOSSLESS, collector)) {
      Channel channel = transport().open(model(), Delivery.LOSSLESS);
      for (int i = 0; i < 100; i++) {
        offer(channel, data(i));
      }
      channel.close();
      assertEquals(100, channel.published());
      collector.await(100, LIMIT);
    }
    assertEquals(numbers(100), collector.sequencesOf(session));
  }

  @Test
  void findingsAreTakenWithoutWaiting() {
    Finding finding = new Finding("rates", "default", model(), "", "v", 0, 1, "{\"mean\": 1}");
    assertDoesNotThrow(() -> transport().publish(finding));
  }

  private Frame data(long sequence) {
    return ContractFrames.data(model(), session, sequence);
  }

  private static void offer(Channel channel, Frame... frames) throws InterruptedException {
    assertTrue(channel.reserve(BYTES * frames.length, 10 * SECOND));
    channel.offer(List.of(frames), BYTES * frames.length, () -> {});
  }

  private static List<Long> numbers(int n) {
    return LongStream.range(0, n).boxed().toList();
  }

  private static void assertSameFrame(Frame expected, Frame actual) {
    assertTrue(expected.values().contentEquals(actual.values()));
    assertEquals(withoutValues(expected), withoutValues(actual));
  }

  private static String withoutValues(Frame f) {
    Tensor values = f.values();
    return f.toString().replace(values.toString(), "values");
  }
}
