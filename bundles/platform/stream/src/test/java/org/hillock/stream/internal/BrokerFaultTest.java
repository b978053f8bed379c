package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.spi.Channel;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFaultTest {
  private static final long WAIT = 40_000_000_000L;
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir Path temp;

  @Test
  void aBrokerKilledTwiceInMidTransactionLosesAndRepeatsNothing() throws Exception {
    int calls = 3000;
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    try (RealBroker broker = new RealBroker(temp.resolve("broker")).awaitReady()) {
      try (KafkaTransport transport =
              new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
          Subscription ignored = transport.subscribe("m", Delivery.LOSSLESS, kept::add);
          Channel channel = transport.open("m", Delivery.LOSSLESS)) {
        for (int call = 0; call < calls; call++) {
          if (call == calls / 3 || call == 2 * calls / 3) {
            long published = channel.published();
            TestStreams.await(() -> channel.published() > published, "a commit");
            broker.kill();
          }
          assertTrue(Frames.offer(channel, WAIT, Frames.data("m", session, 0, call, 0)));
        }
        TestStreams.await(() -> channel.published() == calls, "all published");
        assertEquals(
            LongStream.range(0, calls).boxed().toList(), kept.sequences(calls), channel::state);
        assertEquals(0, channel.dropped());
      }
      broker.awaitReady();
      List<Long> log = sequences(broker.broker().clientProperties(), "hillock.activations.m");
      assertEquals(LongStream.range(0, calls).boxed().toList(), log);
    }
  }

  @Test
  void liveFramesAreDroppedAndCountedWhileTheBrokerIsAwayAndGoOnAfterIt() throws Exception {
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    try (RealBroker broker = new RealBroker(temp.resolve("broker")).awaitReady();
        KafkaTransport transport =
            new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
        Subscription ignored = transport.subscribe("m", Delivery.LIVE, kept::add);
        Channel channel = transport.open("m", Delivery.LIVE)) {
      Frames.offer(channel, 0, Frames.data("m", session, 0, 0, 0));
      kept.await(1);
      broker.kill();
      long call = 0;
      while (channel.dropped() < 100) {
        call++;
        long before = System.nanoTime();
        assertTrue(Frames.offer(channel, 0, large(session, call)));
        assertTrue(System.nanoTime() - before < 1_000_000_000L, "offering does not wait");
      }
      long last = call;
      TestStreams.await(() -> channel.queued() == 0, "the queue to empty");
      assertEquals(last + 1, channel.published() + channel.dropped());
      assertTrue(Frames.offer(channel, 0, Frames.data("m", session, 0, last + 1, 0)));
      TestStreams.await(() -> channel.published() + channel.dropped() == last + 2, "the last");
      List<Frame> received = kept.await((int) channel.published());
      assertEquals(last + 1, received.get(received.size() - 1).sequence());
      Set<Long> distinct = new HashSet<>(received.stream().map(Frame::sequence).toList());
      assertEquals(channel.published(), distinct.size());
      assertEquals(received.size(), distinct.size());
    }
  }

  @Test
  void withoutABrokerLosslessBlocksAndThenRefusesAndLiveNeverDoes() throws Exception {
    UUID session = UUID.randomUUID();
    try (KafkaTransport transport =
        new KafkaTransport(
            TestStreams.outside(Map.of("bootstrap.servers", NOWHERE)),
            TestStreams.settings("hillock.", "node"))) {
      Channel live = transport.open("m", Delivery.LIVE);
      Channel lossless = transport.open("m", Delivery.LOSSLESS);
      for (int call = 0; call < 1000; call++) {
        assertTrue(Frames.offer(live, 0, large(session, call)));
      }
      assertTrue(live.dropped() >= 870, () -> live.dropped() + " dropped");
      assertEquals("waits for the broker", live.state());
      int taken = 0;
      while (Frames.offer(lossless, 0, Frames.data("m", session, 0, taken, 0))) {
        taken++;
      }
      assertEquals((1 << 20) / 512, taken);
      assertFalse(lossless.reserve(512, 1_000_000));
      TestStreams.await(
          () -> lossless.state().startsWith("waits for the broker: "), "the state to say so");
      assertEquals(0, lossless.published());
      assertEquals(taken, lossless.queued());
    }
  }

  @Test
  void aBrokerThatStartsLaterGetsEverythingThatWasTaken() throws Exception {
    UUID session = UUID.randomUUID();
    Frames.Kept kept = new Frames.Kept();
    try (RealBroker broker = new RealBroker(temp.resolve("broker"));
        KafkaTransport transport =
            new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
        Subscription ignored = transport.subscribe("m", Delivery.LOSSLESS, kept::add);
        Channel lossless = transport.open("m", Delivery.LOSSLESS);
        Channel live = transport.open("m", Delivery.LIVE)) {
      for (int call = 0; call < 20; call++) {
        assertTrue(Frames.offer(lossless, 0, Frames.data("m", session, 0, call, 0)));
        assertTrue(Frames.offer(live, 0, Frames.data("m", session, 0, call, 0)));
      }
      TestStreams.await(() -> lossless.published() == 20 && live.published() == 20, "both");
      assertEquals(
          LongStream.range(0, 20).boxed().toList(),
          sequences(broker.broker().clientProperties(), "hillock.activations.m"));
    }
  }

  private static Frame large(UUID session, long call) {
    return Frames.data("m", session, 0, call, 0);
  }

  private static List<Long> sequences(Map<String, Object> client, String topic) {
    return TestStreams.readAll(client, topic).stream()
        .map(
            record -> {
              try {
                return FrameDecoder.decode(record.value()).sequence();
              } catch (org.hillock.frame.FrameFormatException e) {
                throw new IllegalStateException(e);
              }
            })
        .sorted()
        .toList();
  }
}
