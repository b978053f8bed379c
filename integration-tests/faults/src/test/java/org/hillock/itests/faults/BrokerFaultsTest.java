package org.hillock.itests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker dies or hangs while its platform lives: nothing is lost or twice. */
class BrokerFaultsTest {
  private static final String TOPIC = "hillock.activations." + PlatformProcess.MODEL;

  /** Bytes of a ledger before its entries, and of an entry before its checksums. */
  private static final int HEADER = 24;

  private static final int ENTRY = 21;

  @TempDir static Path folder;

  private static Load load;
  private static PlatformProcess platform;
  private static Admin admin;
  private static OpenTransaction transaction;
  private static Auditor auditor;

  @BeforeAll
  static void start() throws Exception {
    load = new Load(folder.resolve("load"), 2, 1);
    platform =
        new PlatformProcess(
            folder.resolve("data"),
            Map.of(
                "org.hillock.bench.load",
                load.configuration(),
                "org.hillock.stream",
                OpenTransaction.CONFIGURATION));
    platform.start().awaitReady();
    Path credentials = platform.data().resolve("broker");
    admin = OpenTransaction.admin(credentials.resolve("hillock.properties"));
    transaction = new OpenTransaction(admin);
    load.run();
    auditor = new Auditor(credentials.resolve("reader.properties"), load.ledgers());
    load.end();
    auditor.expectAll("without a fault");
  }

  @AfterAll
  static void stop() throws Exception {
    Scale.say("broker faults: all ran%s", Scale.full() ? "" : ", at a tenth");
    Closing.all(auditor, admin, platform::terminate, platform);
  }

  @Test
  void aBrokerKilledInTheMiddleOfATransactionLosesAndRepeatsNothing() throws Exception {
    load.run();
    int times = Scale.times(10);
    for (int i = 0; i < times; i++) {
      transaction.interrupt(
          TOPIC, "broker killed with -9", at -> kill(), at -> load.awaitCalls(50));
    }
    load.end();
    auditor.expectAll("broker killed " + times + " times in mid-transaction");
  }

  @Test
  void aBrokerThatHangsInTheMiddleOfATransactionLosesAndRepeatsNothing() throws Exception {
    load.run();
    ProcessHandle broker = platform.broker();
    assertNotNull(broker);
    Duration away = Scale.time(Duration.ofSeconds(20));
    transaction.interrupt(
        TOPIC,
        "broker stopped for " + away.toMillis() + " ms",
        at -> Processes.signal(broker, "STOP"),
        at -> {
          try {
            Thread.sleep(away.toMillis());
          } finally {
            Processes.signal(broker, "CONT");
          }
        });
    load.awaitCalls(50);
    load.end();
    auditor.expectAll("broker away for " + away.toMillis() + " ms");
  }

  @Test
  void aConsumerThatStallsHoldsNobodyUpAndMissesNothingLater() throws Exception {
    Duration stall = Scale.time(Duration.ofSeconds(60));
    Path client = platform.data().resolve("broker/reader.properties");
    try (GroupReader stalling = new GroupReader(client, "stalling", TOPIC, stall.dividedBy(3));
        GroupReader other = new GroupReader(client, "other", TOPIC, Await.LIMIT)) {
      load.run();
      Await.until(() -> polled(stalling) > 0 && polled(other) > 0, () -> "two readers");
      int before = stalling.count();
      long end = System.nanoTime() + stall.toNanos();
      while (System.nanoTime() < end) {
        int seen = other.count();
        load.awaitCalls(100);
        Await.until(() -> polled(other) > seen, () -> "news for the other reader");
      }
      int missed = other.count() - before;
      load.end();
      stalling.readToEnd();
      other.readToEnd();
      assertEquals(other.read(), stalling.read());
      assertTrue(stalling.thrownOut() > 0, "it stalled long enough to leave its group");
      Scale.say("a consumer stalled for %d ms and read %d frames later", stall.toMillis(), missed);
    }
    auditor.expectAll("consumer stalled for " + stall.toMillis() + " ms");
  }

  /** The comparison can fail: one bit of one checksum in a ledger is another. */
  @Test
  void aLedgerThatSaysOtherwiseThanTheLogIsSeen() throws Exception {
    Path copies = Files.createDirectory(folder.resolve("copies"));
    try (Stream<Path> ledgers = Files.list(load.ledgers())) {
      for (Path ledger : ledgers.toList()) {
        Files.copy(ledger, copies.resolve(ledger.getFileName()));
      }
    }
    Map<String, Long> counts;
    try (Stream<Path> ledgers = Files.list(copies)) {
      Path first = ledgers.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(first);
      bytes[HEADER + ENTRY] ^= 1;
      Files.write(first, bytes);
    }
    Path client = platform.data().resolve("broker/reader.properties");
    try (Auditor misled = new Auditor(client, copies)) {
      counts = misled.ask();
    }
    assertEquals(1, counts.get("foreign"), counts::toString);
    assertEquals(1, counts.get("lost"), counts::toString);
  }

  private static int polled(GroupReader reader) {
    reader.poll();
    return reader.count();
  }

  private static void kill() throws Exception {
    ProcessHandle broker = platform.broker();
    assertNotNull(broker);
    Processes.kill(broker);
  }
}
