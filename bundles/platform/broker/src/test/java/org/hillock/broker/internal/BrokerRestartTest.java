package org.hillock.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hillock.broker.BrokerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRestartTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String[] OWN_THREADS = {
    "hillock-broker-supervisor", "hillock-broker-out", "hillock-broker-err"
  };

  @TempDir Path temp;

  @Test
  void theSecondStartLoadsItsClassesFromTheArchiveAndKeepsPortAndData() throws Exception {
    Path folder = temp.resolve("broker");
    EmbeddedBroker first = new EmbeddedBroker(TestBroker.settings(folder));
    assertTrue(first.awaitReady(LIMIT), () -> first.status().toString());
    TestBroker.create(first, "hillock.kept");
    TestBroker.send(first.clientProperties(), "hillock.kept", "x");
    first.close();
    assertEquals(BrokerState.STOPPED, first.status().state());
    assertEquals(1, archives(folder));

    Path loaded = temp.resolve("loaded.txt");
    EmbeddedBroker second =
        new EmbeddedBroker(
            TestBroker.settings(folder).withOptions("-Xlog:class+load:file=" + loaded));
    try {
      assertTrue(second.awaitReady(LIMIT), () -> second.status().toString());
      assertEquals(first.status().bootstrapServers(), second.status().bootstrapServers());
      assertEquals(List.of("x"), TestBroker.read(second.clientProperties(), "hillock.kept", 1));
      try (Stream<String> lines = Files.lines(loaded)) {
        assertTrue(
            lines.anyMatch(
                line ->
                    line.contains("kafka.server.KafkaRaftServer ")
                        && line.contains("shared objects file")));
      }
    } finally {
      second.close();
    }
    assertFalse(ownThreadsLive());
  }

  @Test
  void aBrokerEndsWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", "").replace(";", File.pathSeparator),
                ParentJvm.class.getName(),
                temp.resolve("broker").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle child;
    try (BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      child = ProcessHandle.of(Long.parseLong(answers.readLine())).orElseThrow();
      assertTrue(child.isAlive());
      parent.destroyForcibly().waitFor();
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    assertFalse(child.isAlive());
  }

  @Test
  void aRandomPortThatSomebodyElseTookIsReplaced() throws Exception {
    Path folder = temp.resolve("broker");
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      PrivateFiles.createFolder(folder);
      Files.writeString(folder.resolve("port"), taken.getLocalPort() + "\n");
      EmbeddedBroker broker = new EmbeddedBroker(TestBroker.settings(folder));
      try {
        assertTrue(broker.awaitReady(LIMIT), () -> broker.status().toString());
        assertFalse(broker.status().bootstrapServers().endsWith(":" + taken.getLocalPort()));
      } finally {
        broker.close();
      }
    }
  }

  private static long archives(Path folder) throws java.io.IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).count();
    }
  }

  private static boolean ownThreadsLive() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (List.of(OWN_THREADS).contains(thread.getName())) {
        thread.join(5_000);
        if (thread.isAlive()) {
          return true;
        }
      }
    }
    return false;
  }
}
