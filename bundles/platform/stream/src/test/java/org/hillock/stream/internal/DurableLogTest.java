package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView.Kind;
import org.hillock.api.model.Axis;
import org.hillock.api.model.State;
import org.hillock.api.model.StateLayout;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.NotDurableException;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.tensor.DType;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions and states on a real broker, over several lives of a node. */
class DurableLogTest {
  private static final long WAIT = 30_000_000_000L;
  private static final StateLayout LAYOUT =
      StateLayout.of("s-1", TensorSpec.of("v", DType.F32, Axis.batch(), Axis.of("unit", 5)));
  private static RealBroker broker;

  private final UUID session = UUID.randomUUID();

  @BeforeAll
  static void start(@TempDir Path temp) throws Exception {
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void theLastPositionIsFoundWithItsStateAndNumbers() throws Exception {
    try (KafkaTransport transport = life("found", "1", 20_000_000);
        Channel channel = transport.open("m", Delivery.LOSSLESS)) {
      for (int call = 0; call < 500; call++) {
        offer(channel, call, call % 2 == 0 ? List.of(data(session, call)) : List.of());
      }
      StreamPosition at = find(transport, session).orElseThrow();
      assertEquals(500, at.call());
      assertEquals(500, at.step());
      assertTrue(state(500).contentEquals(at.state()));
      assertArrayEquals(new long[] {500}, at.numbers().lossless().get("hidden"));
      assertTrue(transport.positions().orElseThrow().await(session, WAIT));
      assertEquals(
          List.of(session),
          transport.positions().orElseThrow().resumable().stream()
              .map(StreamPosition::session)
              .toList());
    }
  }

  @Test
  void manyOtherSessionsDoNotHideOneThatIsLongAgo() throws Exception {
    try (KafkaTransport transport = life("many", "1", 5_000_000);
        Channel channel = transport.open("m", Delivery.LOSSLESS)) {
      offer(channel, 0, List.of(data(session, 0)));
      assertTrue(transport.positions().orElseThrow().await(session, WAIT));
      UUID last = null;
      for (int other = 0; other < 1500; other++) {
        last = UUID.randomUUID();
        offer(channel, position(last, 0, state(1), ""), List.of());
      }
      assertEquals(1, find(transport, last).orElseThrow().call());
      assertEquals(1, find(transport, session).orElseThrow().call());
      assertEquals(Optional.empty(), find(transport, UUID.randomUUID()));
    }
  }

  @Test
  void anOpenTransactionOfAKilledWriterCountsForNothing() throws Exception {
    KafkaTransport killed = life("killed", "1", 20_000_000);
    try (Channel channel = killed.open("m", Delivery.LOSSLESS)) {
      offer(channel, 0, List.of(data(session, 0)));
      assertTrue(killed.positions().orElseThrow().await(session, WAIT));
      killed.close();
    }
    KafkaTransport stuck = life("killed", "2", 3_600_000_000_000L);
    Channel open = stuck.open("m", Delivery.LOSSLESS);
    String topic = "killed.activations.m";
    for (int call = 1; !isTransactionOpen(topic); call++) {
      offer(open, call, List.of(data(session, call)));
    }
    try (KafkaTransport next = life("killed", "3", 20_000_000)) {
      StreamPosition at = find(next, session).orElseThrow();
      assertEquals(1, at.call());
      assertTrue(state(1).contentEquals(at.state()));
      try (Channel channel = next.open("m", Delivery.LOSSLESS)) {
        offer(channel, 1, List.of(data(session, 1)));
        assertEquals(2, find(next, session).orElseThrow().call());
      }
    } finally {
      stuck.close();
    }
    assertEquals(List.of(0L, 1L), log(topic).stream().map(Frame::sequence).toList());
  }

  @Test
  void streamsOfAnEarlierLifeThatCannotGoOnEndInTheLog() throws Exception {
    UUID plain = UUID.randomUUID();
    UUID ended = UUID.randomUUID();
    UUID others = UUID.randomUUID();
    try (KafkaTransport other = life("sweep", "another-node", "9", 20_000_000);
        Channel channel = other.open("m", Delivery.LOSSLESS)) {
      Frames.offer(channel, WAIT, data(others, 0));
      TestStreams.await(() -> channel.published() == 1, "published");
    }
    try (KafkaTransport first = life("sweep", "1", 20_000_000);
        Channel channel = first.open("m", Delivery.LOSSLESS)) {
      Frames.offer(channel, WAIT, data(plain, 0), data(plain, 1));
      Frames.offer(channel, WAIT, Frames.data("m", plain, 1, 0, 0));
      Frames.offer(channel, WAIT, data(ended, 0), Frames.end("m", ended, 0, 0, 0));
      offer(channel, 0, List.of(data(session, 0)));
      assertTrue(first.positions().orElseThrow().await(session, WAIT));
      TestStreams.await(() -> channel.published() == 6, "published");
    }
    try (KafkaTransport update = life("sweep", "1", 20_000_000)) {
      TestStreams.await(() -> resumable(update).equals(List.of(session)), "the durable one");
      assertEquals(List.of(), ends(plain));
    }
    try (KafkaTransport second = life("sweep", "2", 20_000_000)) {
      TestStreams.await(() -> ends(plain).size() == 2, "two end markers");
      for (Frame end : ends(plain)) {
        assertEquals(0, end.sequence());
        assertEquals("platform ended; the session was not durable", end.reason());
        assertEquals(end.row() == 0 ? 2 : 1, end.firstStep());
      }
      assertEquals(List.of(session), resumable(second));
      StreamPosition at = find(second, plain).orElseThrow();
      assertFalse(at.durable());
      assertEquals("platform ended; the session was not durable", at.ended());
      assertEquals(2, at.step());
      assertEquals(1, find(second, session).orElseThrow().call());
      assertThrows(NotDurableException.class, () -> find(life("sweep", "x", "3", 1), session));
    }
    try (KafkaTransport third = life("sweep", "3", 20_000_000)) {
      TestStreams.await(() -> resumable(third).equals(List.of(session)), "the durable one");
    }
    assertEquals(2, ends(plain).size(), "once is enough");
    assertEquals(1, ends(ended).size());
    assertEquals(List.of(), ends(others));
  }

  @Test
  void aDurableSessionThatEndedSaysWhyAndIsNoLongerListed() throws Exception {
    try (KafkaTransport transport = life("over", "1", 20_000_000);
        Channel channel = transport.open("m", Delivery.LOSSLESS)) {
      offer(channel, 0, List.of());
      offer(channel, position(session, 0, null, "closed by its owner"), List.of());
      StreamPosition at = find(transport, session).orElseThrow();
      assertEquals("closed by its owner", at.ended());
      assertEquals(List.of(), resumable(transport));
    }
  }

  @Test
  void withoutABrokerItSaysSoInTime() {
    try (KafkaTransport transport =
        new KafkaTransport(
            TestStreams.outside(Map.of("bootstrap.servers", "127.0.0.1:1")),
            TestStreams.settings("nowhere.", "node"))) {
      String said =
          assertThrows(
                  NotDurableException.class,
                  () -> transport.positions().orElseThrow().find("m", session, 500_000_000L))
              .getMessage();
      assertTrue(said.contains("the log does not answer: "), said);
    }
  }

  private static KafkaTransport life(String prefix, String life, long commitNanos) {
    return life(prefix, "node", life, commitNanos);
  }

  private static KafkaTransport life(String prefix, String node, String life, long commitNanos) {
    return new KafkaTransport(
        broker.broker(),
        new StreamSettings(prefix + ".", node, 2, 2, commitNanos, 4 << 20, 1 << 20, 64 << 10),
        life);
  }

  private static List<UUID> resumable(KafkaTransport transport) {
    return transport.positions().orElseThrow().resumable().stream()
        .map(StreamPosition::session)
        .toList();
  }

  private static Optional<StreamPosition> find(KafkaTransport transport, UUID session)
      throws InterruptedException {
    return transport.positions().orElseThrow().find("m", session, WAIT);
  }

  private void offer(Channel channel, long call, List<Frame> frames) {
    offer(channel, position(session, call, state(call + 1), ""), frames);
  }

  private static void offer(Channel channel, StreamPosition position, List<Frame> frames) {
    channel.offer(frames, position, 0, () -> {});
  }

  private static StreamPosition position(UUID session, long call, State state, String ended) {
    StreamNumbers numbers = new StreamNumbers(Map.of(), Map.of("hidden", new long[] {call + 1}));
    return new StreamPosition(
        session, "s", "m", 1, "", "v", 0, call + 1, call + 1, numbers, true, state, ended);
  }

  private static State state(long step) {
    State state = State.zeros(LAYOUT, 1);
    for (int i = 0; i < 5; i++) {
      state.tensor(0).set(i, step + i);
    }
    state.advance(step);
    return state;
  }

  private static Frame data(UUID session, long sequence) {
    return Frames.data("m", session, 0, sequence, 0);
  }

  private static boolean isTransactionOpen(String topic) {
    Map<String, Object> client = broker.broker().clientProperties();
    return TestStreams.end(client, topic, false) > TestStreams.end(client, topic, true);
  }

  private static List<Frame> ends(UUID session) {
    return log("sweep.activations.m").stream()
        .filter(f -> f.kind() == Kind.END && f.session().equals(session))
        .toList();
  }

  private static List<Frame> log(String topic) {
    List<Frame> frames = new ArrayList<>();
    TestStreams.readAll(broker.broker().clientProperties(), topic)
        .forEach(
            record -> {
              try {
                frames.add(FrameDecoder.decode(record.value()));
              } catch (FrameFormatException e) {
                throw new IllegalStateException(e);
              }
            });
    return frames;
  }
}
