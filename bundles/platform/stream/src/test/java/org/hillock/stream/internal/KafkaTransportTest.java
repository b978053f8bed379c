package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.spi.Channel;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTransportTest {
  private static final long WAIT = 20_000_000_000L;

  private Path folder;
  private RealBroker broker;
  private KafkaTransport transport;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    folder = temp.resolve("broker");
    broker = new RealBroker(folder).awaitReady();
    transport = new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
  }

  @AfterAll
  void stop() {
    transport.close();
    broker.close();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void framesArriveWholeAndInOrder(Delivery delivery) throws Exception {
    String model = "order-" + delivery.name().toLowerCase(java.util.Locale.ROOT);
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    AtomicInteger done = new AtomicInteger();
    try (Subscription subscription = transport.subscribe(model, delivery, kept::add);
        Channel channel = transport.open(model, delivery)) {
      List<Frame> sent = new ArrayList<>();
      for (int call = 0; call < 100; call++) {
        assertTrue(channel.reserve(512, WAIT));
        sent.add(Frames.data(model, session, 0, call, 0));
        channel.offer(List.of(sent.get(call)), 512, done::incrementAndGet);
      }
      List<Frame> received = kept.await(100);
      assertEquals(
          LongStream.range(0, 100).boxed().toList(),
          received.stream().map(Frame::sequence).toList(),
          () -> channel.published() + " published, " + channel.dropped() + " dropped");
      for (int i = 0; i < 100; i++) {
        assertEquals(sent.get(i).sequence(), received.get(i).sequence());
        assertEquals(sent.get(i).eventTime(), received.get(i).eventTime());
        assertTrue(sent.get(i).values().contentEquals(received.get(i).values()));
      }
      assertEquals(100, done.get());
      TestStreams.await(() -> channel.published() == 100, "100 published");
      assertEquals(0, channel.queued());
      assertEquals(0, channel.dropped());
      assertEquals("open", channel.state());
      assertEquals(100, subscription.received());
      assertEquals(0, subscription.rejected());
    }
  }

  @Test
  void theRowsOfASessionKeepTheirOrderOverPartitions() throws Exception {
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    try (Subscription ignored = transport.subscribe("rows", Delivery.LOSSLESS, kept::add);
        Channel channel = transport.open("rows", Delivery.LOSSLESS)) {
      for (int call = 0; call < 20; call++) {
        Frame[] rows = new Frame[8];
        for (int row = 0; row < rows.length; row++) {
          rows[row] = Frames.data("rows", session, row, call, 0);
        }
        assertTrue(Frames.offer(channel, WAIT, rows));
      }
      List<Frame> received = kept.await(160);
      for (int row = 0; row < 8; row++) {
        int wanted = row;
        assertEquals(
            LongStream.range(0, 20).boxed().toList(),
            received.stream().filter(f -> f.row() == wanted).map(Frame::sequence).toList());
      }
    }
    assertTrue(
        TestStreams.readAll(broker.broker().clientProperties(), "hillock.activations.rows").stream()
                .map(ConsumerRecord::partition)
                .distinct()
                .count()
            == 2);
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aChannelThatNobodyUsesYetIsOpen(Delivery delivery) throws Exception {
    try (Channel channel = transport.open("idle", delivery)) {
      TestStreams.await(() -> channel.state().equals("open"), "an open channel");
      assertEquals(0, channel.queued());
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void framesThatAreReusedOnceTheyAreDoneAreCounted(Delivery delivery) throws Exception {
    UUID session = UUID.randomUUID();
    try (Channel channel = transport.open("reused", delivery)) {
      for (int call = 0; call < 10; call++) {
        List<Frame> frames = new ArrayList<>();
        frames.add(Frames.data("reused", session, 0, 2L * call, 0));
        frames.add(Frames.data("reused", session, 0, 2L * call + 1, 0));
        assertTrue(channel.reserve(1024, WAIT));
        channel.offer(frames, 1024, frames::clear);
      }
      TestStreams.await(() -> channel.published() == 20, "20 published");
      assertEquals(0, channel.queued());
    }
  }

  @Test
  void recordsThatAreNotFramesAreCountedAndSkipped() throws Exception {
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    try (Subscription subscription = transport.subscribe("foreign", Delivery.LIVE, kept::add);
        Channel channel = transport.open("foreign", Delivery.LIVE)) {
      TestStreams.await(() -> missing("hillock.live.foreign") == 0, "the topic");
      var client = broker.broker().clientProperties();
      TestStreams.write(
          client, "hillock.live.foreign", "not a frame".getBytes(StandardCharsets.UTF_8));
      TestStreams.write(client, "hillock.live.foreign", new byte[0]);
      TestStreams.write(client, "hillock.live.foreign", null);
      assertTrue(Frames.offer(channel, WAIT, Frames.data("foreign", session, 0, 7, 0)));
      assertEquals(List.of(7L), kept.sequences(1));
      TestStreams.await(() -> subscription.rejected() == 3, "3 rejected");
    }
  }

  @Test
  void framesOfASupersededEpochAreNotShown() throws Exception {
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    try (Subscription ignored = transport.subscribe("epochs", Delivery.LOSSLESS, kept::add);
        Channel channel = transport.open("epochs", Delivery.LOSSLESS)) {
      Frames.offer(channel, WAIT, Frames.data("epochs", session, 0, 0, 0));
      Frames.offer(channel, WAIT, Frames.data("epochs", session, 0, 1, 1));
      Frames.offer(channel, WAIT, Frames.data("epochs", session, 0, 2, 0));
      Frames.offer(channel, WAIT, Frames.data("epochs", session, 0, 3, 1));
      assertEquals(List.of(0L, 1L, 3L), kept.sequences(3));
    }
  }

  @Test
  void closingAChannelWritesWhatIsQueued() throws Exception {
    UUID session = UUID.randomUUID();
    for (Delivery delivery : Delivery.values()) {
      Channel channel = transport.open("closing", delivery);
      for (int call = 0; call < 50; call++) {
        Frames.offer(channel, WAIT, Frames.data("closing", session, 0, call, 0));
      }
      channel.close();
      assertEquals(50, channel.published());
      assertEquals(
          50,
          TestStreams.readAll(
                  broker.broker().clientProperties(), transport.names().frames("closing", delivery))
              .size());
      channel.offer(List.of(Frames.data("closing", session, 0, 50, 0)), 0, () -> {});
      assertEquals(1, channel.dropped());
    }
  }

  @Test
  void aTransportThatTakesOverTheNodesNameFencesTheOneBefore() throws Exception {
    UUID session = UUID.randomUUID();
    try (KafkaTransport first = twin()) {
      Channel before = first.open("twins", Delivery.LOSSLESS);
      assertTrue(Frames.offer(before, WAIT, Frames.data("twins", session, 0, 0, 0)));
      TestStreams.await(() -> before.published() == 1, "1 published");
      try (KafkaTransport second = twin()) {
        takeOver(before, second.open("twins", Delivery.LOSSLESS), session);
      }
    }
    assertEquals(
        List.of(0L, 1L, 2L),
        TestStreams.readAll(broker.broker().clientProperties(), "hillock.activations.twins")
            .stream()
            .map(KafkaTransportTest::sequence)
            .sorted()
            .toList());
  }

  private KafkaTransport twin() {
    return new KafkaTransport(
        broker.broker(), TestStreams.settings("hillock.", "twin"), "life", null);
  }

  private static void takeOver(Channel before, Channel after, UUID session) throws Exception {
    assertTrue(Frames.offer(after, WAIT, Frames.data("twins", session, 0, 1, 0)));
    TestStreams.await(() -> after.published() == 1, "1 published by the second");
    Frames.offer(before, WAIT, Frames.data("twins", session, 0, 99, 0));
    TestStreams.await(() -> before.dropped() == 1, "the first to notice");
    assertFalse(before.reserve(1, 0));
    assertTrue(before.state().startsWith("replaced by another platform"), before.state());
    assertTrue(Frames.offer(after, WAIT, Frames.data("twins", session, 0, 2, 0)));
    TestStreams.await(() -> after.published() == 2, "the second to go on");
  }

  @Test
  void whatWasStartedIsStopped() throws Exception {
    KafkaTransport other =
        new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "stops"));
    other.subscribe("stops", Delivery.LIVE, frame -> {});
    Frames.offer(
        other.open("stops", Delivery.LOSSLESS),
        WAIT,
        Frames.data("stops", UUID.randomUUID(), 0, 0, 0));
    Frames.offer(
        other.open("stops", Delivery.LIVE), WAIT, Frames.data("stops", UUID.randomUUID(), 0, 0, 0));
    other.close();
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.contains("stops"))
            .toList();
    assertEquals(List.of(), left);
  }

  private int missing(String topic) {
    return transport.admin().missing(List.of(topic)).size();
  }

  private static long sequence(ConsumerRecord<byte[], byte[]> record) {
    try {
      return FrameDecoder.decode(record.value()).sequence();
    } catch (org.hillock.frame.FrameFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
