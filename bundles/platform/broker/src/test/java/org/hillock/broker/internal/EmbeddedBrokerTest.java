package org.hillock.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.hillock.broker.Broker.Subscription;
import org.hillock.broker.BrokerState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private Path folder;
  private EmbeddedBroker broker;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    folder = temp.resolve("broker");
    broker =
        new EmbeddedBroker(TestBroker.settings(folder).withArchives(Path.of("target", "archives")));
    assertTrue(broker.awaitReady(LIMIT), () -> broker.status().toString());
  }

  @AfterAll
  void stop() {
    broker.close();
    assertEquals(BrokerState.STOPPED, broker.status().state());
  }

  @Test
  void whatIsProducedOverScramIsConsumed() throws Exception {
    TestBroker.create(broker, "hillock.a");
    TestBroker.send(broker.clientProperties(), "hillock.a", "one");
    assertEquals(List.of("one"), TestBroker.read(broker.clientProperties(), "hillock.a", 1));
  }

  @Test
  void aRecordOf16MebibytesFits() throws Exception {
    TestBroker.create(broker, "hillock.large");
    Map<String, Object> client = new java.util.HashMap<>(broker.clientProperties());
    client.put("max.request.size", 17 << 20);
    client.put("buffer.memory", 40L << 20);
    TestBroker.send(client, "hillock.large", "x".repeat(16 << 20));
    assertEquals(16 << 20, TestBroker.read(client, "hillock.large", 1).get(0).length());
  }

  @Test
  void aWrongPasswordIsRefused() {
    refusedLogin(Credentials.ADMIN, "wrong-wrong-wrong-wrong");
  }

  @Test
  void anUnknownUserIsRefused() {
    refusedLogin("nobody", "wrong-wrong-wrong-wrong");
  }

  @Test
  void aUserWithoutARuleMayDoNothing() throws Exception {
    TestBroker.create(broker, "hillock.secret");
    var reader = credentials().client(Credentials.READER, broker.status().bootstrapServers());
    var refused =
        assertThrows(
            ExecutionException.class, () -> TestBroker.send(reader, "hillock.secret", "x"));
    assertInstanceOf(TopicAuthorizationException.class, refused.getCause());
    assertThrows(
        TopicAuthorizationException.class, () -> TestBroker.read(reader, "hillock.secret", 1));
  }

  @Test
  void aTopicThatNobodyCreatedIsNotThere() throws Exception {
    try (Admin admin = Admin.create(broker.clientProperties())) {
      var absent =
          assertThrows(
              ExecutionException.class,
              () -> admin.describeTopics(List.of("hillock.none")).allTopicNames().get());
      assertInstanceOf(UnknownTopicOrPartitionException.class, absent.getCause());
    }
  }

  @Test
  void topicsKeepOneHourOrTwoGibibytes() throws Exception {
    TestBroker.create(broker, "hillock.kept");
    try (Admin admin = Admin.create(broker.clientProperties())) {
      var resource =
          new org.apache.kafka.common.config.ConfigResource(
              org.apache.kafka.common.config.ConfigResource.Type.TOPIC, "hillock.kept");
      var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      assertEquals("3600000", config.get(TopicConfig.RETENTION_MS_CONFIG).value());
      assertEquals("2147483648", config.get(TopicConfig.RETENTION_BYTES_CONFIG).value());
    }
  }

  @Test
  void filesWithSecretsAreForTheirOwnerOnly() throws IOException {
    for (String name :
        List.of("hillock.password", "reader.password", "hillock.properties", "reader.properties")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))),
          name);
    }
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  @Test
  void theClientFileOfTheReaderConnects() throws Exception {
    Properties file = new Properties();
    try (Reader text = Files.newBufferedReader(folder.resolve("reader.properties"))) {
      file.load(text);
    }
    try (Admin admin = Admin.create(file)) {
      assertEquals(1, admin.describeCluster().nodes().get().size());
    }
  }

  @Test
  void noSecretIsInALogACommandLineOrAStatus() throws IOException {
    ProcessHandle process = ProcessHandle.of(broker.status().pid()).orElseThrow();
    String shown =
        Files.readString(folder.resolve("broker.log"))
            + process.info().commandLine().orElse("")
            + Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"))
            + broker.status()
            + broker.clientProperties();
    for (String user : List.of("hillock", "reader")) {
      String password = Files.readString(folder.resolve(user + ".password")).strip();
      assertEquals(32, password.length());
      assertFalse(shown.contains(password), user);
    }
    assertTrue(shown.contains("READY"), shown);
  }

  @Test
  void aKilledBrokerComesBackOnItsPortWithItsData() throws Exception {
    TestBroker.create(broker, "hillock.killed");
    TestBroker.send(broker.clientProperties(), "hillock.killed", "before");
    var before = broker.status();
    CountDownLatch down = new CountDownLatch(1);
    try (Subscription told =
        broker.onChange(
            status -> {
              if (status.state() == BrokerState.DOWN) {
                down.countDown();
              }
            })) {
      TestBroker.kill(before.pid());
      assertTrue(down.await(20, TimeUnit.SECONDS));
    }
    assertTrue(broker.awaitReady(LIMIT));
    var after = broker.status();
    assertNotEquals(before.pid(), after.pid());
    assertEquals(before.bootstrapServers(), after.bootstrapServers());
    assertEquals(before.restarts() + 1, after.restarts());
    TestBroker.send(broker.clientProperties(), "hillock.killed", "after");
    assertEquals(
        List.of("before", "after"),
        TestBroker.read(broker.clientProperties(), "hillock.killed", 2));
  }

  private Credentials credentials() throws IOException {
    return Credentials.open(folder, true);
  }

  private void refusedLogin(String user, String password) {
    try (Admin admin = Admin.create(TestBroker.as(user, password, broker))) {
      var refused =
          assertThrows(ExecutionException.class, () -> admin.describeCluster().nodes().get());
      assertInstanceOf(SaslAuthenticationException.class, refused.getCause());
    }
  }
}
