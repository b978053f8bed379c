package org.hillock.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
  @TempDir Path folder;

  @Test
  void waitsDoubleUntilTenSecondsAndStartAgainAfterAGoodRun() {
    Backoff backoff = new Backoff();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waits.add(backoff.after(0));
    }
    assertEquals(List.of(200L, 400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L), waits);
    assertEquals(200, backoff.after(10_000));
  }

  @Test
  void aRandomPortIsKept() throws IOException {
    int port = new PortChoice(0, folder.resolve("port")).port();
    assertEquals(port, new PortChoice(0, folder.resolve("port")).port());
    assertEquals(9092, new PortChoice(9092, folder.resolve("port")).port());
  }

  @Test
  void aDamagedPortFileGivesANewPort() throws IOException {
    Files.writeString(folder.resolve("port"), "99999999999\n");
    int port = new PortChoice(0, folder.resolve("port")).port();
    assertTrue(port > 0 && port < 65536);
    assertEquals(port + "\n", Files.readString(folder.resolve("port")));
  }

  @Test
  void aMissingPasswordOfFormattedDataIsReportedNotReplaced() throws IOException {
    Credentials.open(folder, false);
    Files.delete(folder.resolve("hillock.password"));
    var refused = assertThrows(IOException.class, () -> Credentials.open(folder, true));
    assertTrue(refused.getMessage().contains("hillock.password"));
    assertFalse(Files.exists(folder.resolve("hillock.password")));
  }

  @Test
  void anArchiveBelongsToItsJvmItsOptionsAndItsJars() throws IOException {
    Path jar = Files.writeString(folder.resolve("a.jar"), "1");
    List<String> names = new ArrayList<>();
    names.add(name("17", List.of("-a"), jar));
    names.add(name("25", List.of("-a"), jar));
    names.add(name("17", List.of("-b"), jar));
    Files.writeString(jar, "22");
    names.add(name("17", List.of("-a"), jar));
    assertEquals(4, names.stream().distinct().count());
    assertEquals(name("17", List.of("-a"), jar), names.get(3));
  }

  @Test
  void anArchiveIsUsedOnlyAfterItWasAccepted() throws IOException {
    ClassArchive archive = ClassArchive.of(folder, "17", List.of(), List.of());
    String make = archive.options().get(0);
    assertTrue(make.startsWith("-XX:ArchiveClassesAtExit="));
    Files.writeString(Path.of(make.substring(make.indexOf('=') + 1)), "half");
    assertEquals(make, archive.options().get(0));
    Files.writeString(Path.of(make.substring(make.indexOf('=') + 1)), "whole");
    Files.writeString(folder.resolve("broker-other.jsa"), "old");
    archive.accept();
    assertTrue(archive.options().get(0).startsWith("-XX:SharedArchiveFile="));
    assertFalse(Files.exists(folder.resolve("broker-other.jsa")));
  }

  @Test
  void aLogIsBounded() throws IOException {
    Path file = folder.resolve("broker.log");
    try (LogFile log = new LogFile(file, 100)) {
      for (int i = 0; i < 100; i++) {
        log.line("0123456789");
      }
    }
    assertTrue(Files.size(file) <= 111);
    assertTrue(Files.size(folder.resolve("broker.log.1")) <= 111);
  }

  @Test
  void aListenerHearsThePresentAndEveryLaterStatusUntilItCloses() throws Exception {
    StatusBoard board = new StatusBoard(status(BrokerState.STARTING));
    List<BrokerState> heard = new ArrayList<>();
    var subscription = board.subscribe(status -> heard.add(status.state()));
    var broken =
        board.subscribe(
            status -> {
              throw new IllegalStateException("broken listener");
            });
    assertFalse(board.awaitReady(Duration.ofMillis(1)));
    board.post(status(BrokerState.READY));
    assertTrue(board.awaitReady(Duration.ZERO));
    subscription.close();
    broken.close();
    board.post(status(BrokerState.STOPPED));
    assertEquals(List.of(BrokerState.STARTING, BrokerState.READY), heard);
    assertFalse(board.awaitReady(Duration.ofDays(1)));
  }

  @Test
  void aLibraryFolderWithoutABrokerIsNamed() {
    Path none = folder.resolve("none");
    var missing =
        assertThrows(
            IOException.class, () -> new BrokerCommand(Settings.thisJvm(folder, none, 0, 256)));
    assertTrue(missing.getMessage().startsWith(none.toAbsolutePath() + ": expected"));
    var empty =
        assertThrows(
            IOException.class, () -> new BrokerCommand(Settings.thisJvm(folder, folder, 0, 256)));
    assertNotEquals(missing.getMessage(), empty.getMessage());
  }

  private String name(String jvm, List<String> options, Path jar) throws IOException {
    return ClassArchive.of(folder, jvm, options, List.of(jar)).options().get(0);
  }

  private static BrokerStatus status(BrokerState state) {
    return new BrokerStatus(state, true, "127.0.0.1:1", 0, 0, "");
  }
}
