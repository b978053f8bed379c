package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hillock.api.activation.Delivery;
import org.hillock.api.spi.Channel;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a writer that could not write everything to the next one under its id. */
class HandOverTest {
  private static final long WAIT = 40_000_000_000L;
  private static final String MODEL = "m";

  @TempDir Path temp;
  private Path folder;
  private RealBroker broker;
  private final UUID session = UUID.randomUUID();
  private long call;

  @BeforeEach
  void start() throws Exception {
    folder = temp.resolve("data").resolve("stream");
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whatWasTakenWhileTheBrokerWasAwayIsWrittenByTheNextFirst() throws Exception {
    KafkaTransport first = transport();
    Channel before = first.open(MODEL, Delivery.LOSSLESS);
    offer(before, 20);
    TestStreams.await(() -> before.published() == 20, "20 published");
    broker.close();
    offer(before, 500);
    first.close();
    assertEquals(0, before.dropped(), "nothing is lost");
    assertEquals(0, before.queued());
    assertEquals(1, left().size(), "one writer had something to leave");

    KafkaTransport without = transport();
    Channel away = without.open(MODEL, Delivery.LOSSLESS);
    offer(away, 30);
    without.close();
    assertEquals(0, away.dropped());
    assertEquals(1, left().size());

    broker = new RealBroker(temp.resolve("broker")).awaitReady();
    try (KafkaTransport second = transport();
        Channel after = second.open(MODEL, Delivery.LOSSLESS)) {
      offer(after, 20);
      TestStreams.await(() -> after.published() == 20, "20 published");
      assertEquals(List.of(), left(), "the file is gone once all of it is in the log");
    }
    assertEquals(LongStream.range(0, 570).boxed().toList(), log());
  }

  @Test
  void aBrokerKilledWhileAWriterClosesLosesAndRepeatsNothing() throws Exception {
    for (int i = 0; i < 2; i++) {
      KafkaTransport transport = transport();
      Channel channel = transport.open(MODEL, Delivery.LOSSLESS);
      offer(channel, 200);
      long published = channel.published();
      TestStreams.await(() -> channel.published() > published, "a commit");
      offer(channel, 300);
      Thread closer = new Thread(transport::close, "closer");
      broker.kill();
      closer.start();
      closer.join();
      assertEquals(0, channel.dropped());
      broker.awaitReady();
    }
    try (KafkaTransport last = transport();
        Channel channel = last.open(MODEL, Delivery.LOSSLESS)) {
      offer(channel, 1);
      TestStreams.await(() -> channel.published() == 1, "the last");
    }
    assertEquals(LongStream.range(0, 1001).boxed().toList(), log());
    assertEquals(List.of(), left());
  }

  @Test
  void aTransactionInDoubtThatWentThroughIsNotWrittenAgain() throws Exception {
    String id = id();
    UnwrittenFiles files = new UnwrittenFiles(folder);
    files.write(id, new Unwritten("earlier", 3, List.of(transaction(id, 4, 0))));
    recovered();
    // As if the platform had died between the commit of 4 and the end of the file.
    files.write(
        id, new Unwritten("earlier", 3, List.of(transaction(id, 4, 0), transaction(id, 6, 1))));
    recovered();
    files.write(
        id, new Unwritten("earlier", 5, List.of(transaction(id, 6, 1), transaction(id, 8, 2))));
    recovered();
    assertEquals(List.of(0L, 1L, 2L), log());
  }

  @Test
  void whatCannotBeDecidedAnyMoreIsSetAside() throws Exception {
    String id = id();
    UnwrittenFiles files = new UnwrittenFiles(folder);
    files.write(id, new Unwritten("other", -1, List.of(transaction(id, 0, 0))));
    recovered();
    files.write(id, new Unwritten("cleaned", 8, List.of(transaction(id, 9, 77))));
    recovered();
    assertEquals(List.of(0L), log());
    assertTrue(names().stream().anyMatch(name -> name.startsWith(id + ".damaged-")));
  }

  @Test
  void aDamagedFileIsSetAsideAndTheWriterGoesOn() throws Exception {
    Files.createDirectories(folder);
    Files.write(folder.resolve(id() + ".unwritten"), "not ours".getBytes(StandardCharsets.UTF_8));
    try (KafkaTransport transport = transport();
        Channel channel = transport.open(MODEL, Delivery.LOSSLESS)) {
      offer(channel, 10);
      TestStreams.await(() -> channel.published() == 10, "10 published");
    }
    assertTrue(names().stream().anyMatch(name -> name.startsWith(id() + ".damaged-")));
    assertEquals(LongStream.range(0, 10).boxed().toList(), log());
  }

  @Test
  void whatWasLeftUnderAnIdThatIsNotUsedAnyMoreIsWrittenToo() throws Exception {
    String id = "hillock.node.writer-7";
    new UnwrittenFiles(folder).write(id, new Unwritten("gone", -1, List.of(transaction(id, 1, 5))));
    KafkaTransport transport = transport();
    TestStreams.await(() -> names().isEmpty(), "the file to be written");
    transport.close();
    assertEquals(List.of(5L), log());
  }

  /** A transport that only writes what was left. */
  private void recovered() throws Exception {
    KafkaTransport transport = transport();
    Channel channel = transport.open(MODEL, Delivery.LOSSLESS);
    TestStreams.await(() -> left().isEmpty() && channel.state().equals("open"), "an empty folder");
    transport.close();
  }

  private Transaction transaction(String id, long number, long sequence) {
    Transaction transaction = new Transaction(number);
    byte[] value = new FrameEncoder().toBytes(Frames.data(MODEL, session, 0, sequence, 0));
    StreamId stream = new StreamId(session, 0);
    transaction.addFrame(
        new Outgoing("hillock.activations." + MODEL, stream.spread(), stream.key(), value));
    KafkaClients clients = new KafkaClients(broker.broker(), "node");
    Claims claims = new Claims(clients, new TopicNames("hillock."), "node");
    String writer = number == 9 ? "cleaned" : number == 0 ? "other" : "earlier";
    transaction.add(claims.record(id, number == 1 ? "gone" : writer, number));
    transaction.doubt();
    return transaction;
  }

  private KafkaTransport transport() {
    return new KafkaTransport(
        broker.broker(), TestStreams.settings("hillock.", "node"), "life", folder);
  }

  private String id() {
    return "hillock.node.writer-" + StreamId.writer(session, 2);
  }

  private void offer(Channel channel, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      assertTrue(
          Frames.offer(channel, WAIT, Frames.data(MODEL, session, 0, call, 0)), channel::state);
      call++;
    }
  }

  private List<String> left() {
    return names().stream().filter(name -> name.endsWith(".unwritten")).toList();
  }

  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The numbers of all frames, in the order of their only partition. */
  private List<Long> log() {
    assertFalse(names().stream().anyMatch(name -> name.endsWith(".part")));
    return TestStreams.readAll(broker.broker().clientProperties(), "hillock.activations." + MODEL)
        .stream()
        .map(
            record -> {
              try {
                return FrameDecoder.decode(record.value()).sequence();
              } catch (org.hillock.frame.FrameFormatException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }
}
