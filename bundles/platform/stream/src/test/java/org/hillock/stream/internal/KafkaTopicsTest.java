package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.broker.internal.RealBroker;
import org.hillock.frame.FrameDecoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTopicsTest {
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

  @Test
  void theLastFindingOfAKeyIsOnItsTopic() throws Exception {
    for (int i = 0; i < 3; i++) {
      transport.publish(finding(1_000_000, "{\"mean\":" + i + "}"));
    }
    transport.publish(finding(2_000_000, "{\"mean\":7}"));
    TestStreams.await(() -> missing("hillock.findings.rates") == 0, "the topic");
    TestStreams.await(() -> transport.documents().isEmpty(), "everything sent");
    TestStreams.await(
        () -> {
          var records =
              TestStreams.readAll(broker.broker().clientProperties(), "hillock.findings.rates");
          return last(records, finding(1_000_000, "{}").key()).equals("{\"mean\":2}")
              && last(records, finding(2_000_000, "{}").key()).equals("{\"mean\":7}");
        },
        "the last values");
    assertThrows(IllegalArgumentException.class, () -> transport.publish(finding(0, "no json")));
  }

  @Test
  void topicsHaveTheSettingsOfTheirKind() throws Exception {
    transport.keeper().want(transport.names().ofModel("kinds"));
    TestStreams.await(() -> missing("hillock.positions.kinds") == 0, "the topics");
    Map<String, TopicState> topics = transport.admin().list();
    assertEquals(2, topics.get("hillock.activations.kinds").partitions());
    assertEquals(2, topics.get("hillock.live.kinds").partitions());
    assertEquals(1, topics.get("hillock.positions.kinds").partitions());
    assertEquals(1, topics.get("hillock.writers").partitions());
    assertEquals("compact", setting("hillock.positions.kinds", "cleanup.policy"));
    assertEquals("delete", setting("hillock.live.kinds", "cleanup.policy"));
    assertEquals("17825792", setting("hillock.activations.kinds", "max.message.bytes"));
    for (String topic : List.of("hillock.live.kinds", "hillock.activations.kinds")) {
      assertEquals("3600000", setting(topic, "retention.ms"));
      assertEquals("1073741824", setting(topic, "retention.bytes"));
    }
    String line = "hillock.activations.kinds  2 partitions  60 min or 2048 MiB";
    String listed = new TopicsCommand(transport).run();
    assertTrue(listed.contains(line), listed);
    assertTrue(listed.contains("hillock.positions.kinds  1 partition  last value of each key"));
  }

  @Test
  void theReaderMayReadOurTopicsAndNotWriteThem() throws Exception {
    UUID session = UUID.randomUUID();
    try (Channel channel = transport.open("readable", Delivery.LOSSLESS)) {
      Frames.offer(channel, WAIT, Frames.data("readable", session, 0, 0, 0));
    }
    var reader = broker.reader(folder);
    var records = TestStreams.readAll(reader, "hillock.activations.readable");
    assertEquals(0, FrameDecoder.decode(records.get(0).value()).sequence());
    assertThrows(
        java.util.concurrent.ExecutionException.class,
        () -> TestStreams.write(reader, "hillock.activations.readable", new byte[1]));
  }

  @Test
  void onAnOutsideClusterOnlyTheCommandCreatesTopics() throws Exception {
    try (KafkaTransport outside =
        new KafkaTransport(
            TestStreams.outside(broker.broker().clientProperties()),
            TestStreams.settings("lab.", "elsewhere"))) {
      for (Delivery delivery : Delivery.values()) {
        var refused =
            assertThrows(TapRefusedException.class, () -> outside.open("delays", delivery));
        assertTrue(
            refused.getMessage().endsWith("create them with hillock:topics create delays"),
            refused.getMessage());
      }
      TopicsCommand command = new TopicsCommand(outside);
      assertEquals("no topics", command.run());
      assertTrue(command.run("create", "delays", "rates").startsWith("created lab."));
      assertEquals("all of these topics were there", command.run("create", "delays", "rates"));
      assertTrue(command.run().contains("lab.findings.rates  1 partition"));
      assertThrows(IllegalArgumentException.class, () -> command.run("remove"));
      try (Channel channel = outside.open("delays", Delivery.LOSSLESS)) {
        assertTrue(Frames.offer(channel, WAIT, Frames.data("delays", UUID.randomUUID(), 0, 0, 0)));
        TestStreams.await(() -> channel.published() == 1, "1 published");
      }
    }
  }

  @Test
  void anotherRetentionReachesTopicsThatAreThere() throws Exception {
    transport.keeper().want(transport.names().ofModel("shorter"));
    TestStreams.await(() -> missing("hillock.positions.shorter") == 0, "the topics");
    TopicPolicy ten = new TopicPolicy(1, 600_000, 256L << 20, 3, 2);
    try (KafkaTransport other = new KafkaTransport(broker.broker(), settings("hillock.", 2, ten))) {
      other.keeper().want(other.names().ofModel("shorter"));
      TestStreams.await(() -> other.keeper().ready("hillock.live.shorter"), "the keeper");
      assertEquals("600000", setting("hillock.live.shorter", "retention.ms"));
      assertEquals("134217728", setting("hillock.live.shorter", "retention.bytes"));
      assertEquals("33554432", setting("hillock.live.shorter", "segment.bytes"));
      assertEquals("compact", setting("hillock.positions.shorter", "cleanup.policy"));
    }
  }

  @Test
  void anotherNumberOfPartitionsIsOneLineThatSaysWhatToDo() throws Exception {
    transport.keeper().want(transport.names().ofModel("fixed"));
    TestStreams.await(() -> missing("hillock.positions.fixed") == 0, "the topics");
    try (KafkaTransport other =
        new KafkaTransport(broker.broker(), settings("hillock.", 5, TopicPolicy.DEFAULT))) {
      String line =
          "hillock.live.fixed has 2 partitions, the configuration asks for 5: a topic keeps its"
              + " number; for new topics with 5 set generation 2 in org.hillock.stream";
      String listed = new TopicsCommand(other).run();
      assertTrue(listed.lines().anyMatch(line::equals), listed);
    }
    String listed = new TopicsCommand(transport).run();
    assertTrue(listed.lines().noneMatch(text -> text.startsWith("hillock.live.fixed has")), listed);
  }

  @Test
  void aNewGenerationHasMorePartitionsAndTheOldOneStaysReadable() throws Exception {
    UUID session = UUID.randomUUID();
    try (KafkaTransport first =
            new KafkaTransport(broker.broker(), settings("grow.", 2, TopicPolicy.DEFAULT));
        Channel channel = first.open("m", Delivery.LOSSLESS)) {
      Frames.offer(channel, WAIT, Frames.data("m", session, 0, 0, 0));
      TestStreams.await(() -> channel.published() == 1, "1 published");
    }
    TopicPolicy second = new TopicPolicy(2, 3_600_000, 2L << 30, 0, 0);
    try (KafkaTransport next =
            new KafkaTransport(broker.broker(), settings("grow.g2.", 5, second));
        Channel channel = next.open("m", Delivery.LOSSLESS)) {
      for (int row = 0; row < 40; row++) {
        Frames.offer(channel, WAIT, Frames.data("m", session, row, 1, 0));
      }
      TestStreams.await(() -> channel.published() == 40, "40 published");
      Map<String, Object> client = broker.broker().clientProperties();
      assertEquals(1, TestStreams.readAll(client, "grow.activations.m").size());
      var records = TestStreams.readAll(client, "grow.g2.activations.m");
      assertEquals(40, records.size());
      assertEquals(5, records.stream().map(ConsumerRecord::partition).distinct().count());
      for (String told : List.of("grow.registry", "grow.registry.events")) {
        TestStreams.await(
            () ->
                TestStreams.readAll(client, told).stream()
                    .anyMatch(r -> json(r.value()).getString("prefix", "").equals("grow.g2.")),
            "the notice on " + told);
      }
      String listed = new TopicsCommand(next).run();
      assertTrue(listed.contains("grow.activations.m  2 partitions"), listed);
      assertTrue(listed.contains("grow.g2.activations.m  5 partitions"), listed);
      assertTrue(!listed.contains("the configuration asks for"), listed);
    }
  }

  @Test
  void aTopicThatWouldLoseRecordsIsRefusedWithTheCommandThatRepairsIt() throws Exception {
    Map<String, Object> client = broker.broker().clientProperties();
    TopicPolicy one = new TopicPolicy(1, 3_600_000, 2L << 30, 1, 1);
    try (KafkaTransport outside =
        new KafkaTransport(TestStreams.outside(client), settings("bad.", 2, one))) {
      TopicsCommand command = new TopicsCommand(outside);
      command.run("create", "m");
      assertEquals("1", setting("bad.activations.m", "min.insync.replicas"));
      change("bad.positions.m", "cleanup.policy", "delete");
      var refused = assertThrows(TapRefusedException.class, () -> outside.open("m", Delivery.LIVE));
      assertEquals(
          "bad.positions.m: expected cleanup.policy compact, got delete; repair it with"
              + " hillock:topics repair m",
          refused.getMessage());
      assertTrue(command.run().contains("bad.positions.m: expected cleanup.policy compact"));
      assertEquals("repaired bad.positions.m", command.run("repair", "m"));
      change("bad.live.m", "max.message.bytes", "1000000");
      refused = assertThrows(TapRefusedException.class, () -> outside.open("m", Delivery.LIVE));
      assertTrue(refused.getMessage().contains("max.message.bytes"), refused.getMessage());
      assertEquals("repaired bad.live.m", command.run("repair", "m"));
      assertEquals("none of these topics needed it", command.run("repair", "m"));
      outside.open("m", Delivery.LIVE).close();
    }
  }

  @Test
  void aTopicWhoseNameKafkaTakesForOursIsOneLine() throws Exception {
    Map<String, Object> client = broker.broker().clientProperties();
    try (Admin admin = Admin.create(client)) {
      NewTopic foreign = new NewTopic("dots_live_m", 1, (short) 1);
      admin.createTopics(List.of(foreign)).all().get();
    }
    try (KafkaTransport outside =
        new KafkaTransport(
            TestStreams.outside(client), settings("dots.", 2, TopicPolicy.DEFAULT))) {
      TopicsCommand command = new TopicsCommand(outside);
      String message =
          assertThrows(IllegalStateException.class, () -> command.run("create", "m")).getMessage();
      assertTrue(message.contains("dots_live_m"), message);
      assertEquals(1, message.lines().count());
    }
  }

  @Test
  void eachTransactionSaysWhereItsStreamsStand() throws Exception {
    UUID session = UUID.randomUUID();
    try (Channel channel = transport.open("stand", Delivery.LOSSLESS)) {
      for (int call = 0; call < 5; call++) {
        Frames.offer(channel, WAIT, Frames.data("stand", session, 3, call, 1));
      }
      Frames.offer(channel, WAIT, Frames.end("stand", session, 3, 0, 1));
    }
    List<ConsumerRecord<byte[], byte[]>> records =
        TestStreams.readAll(broker.broker().clientProperties(), "hillock.positions.stand");
    ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
    assertEquals(session + "/3", new String(last.key(), StandardCharsets.UTF_8));
    JsonObject position = json(last.value());
    assertEquals(4, position.getInt("step"));
    assertEquals(1, position.getInt("epoch"));
    assertEquals(4, position.getJsonObject("numbers").getInt("hidden"));
    assertEquals("closed", position.getString("ended"));
  }

  private static StreamSettings settings(String prefix, int partitions, TopicPolicy policy) {
    return new StreamSettings(
        prefix, "node", partitions, 2, 20_000_000, 4 << 20, 1 << 20, 1 << 20, policy);
  }

  private void change(String topic, String name, String value) throws Exception {
    try (Admin admin = Admin.create(broker.broker().clientProperties())) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      AlterConfigOp op = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(op))).all().get();
    }
  }

  private int missing(String topic) {
    return transport.admin().missing(List.of(topic)).size();
  }

  private String setting(String topic, String name) throws Exception {
    try (Admin admin = Admin.create(broker.broker().clientProperties())) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    }
  }

  private static Finding finding(long window, String json) {
    return new Finding("rates", "default", "m", "v", "hidden", window, window + 1, json);
  }

  private static String last(List<ConsumerRecord<byte[], byte[]>> records, String key) {
    String last = "";
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
        last = json(record.value()).getJsonObject("values").toString();
      }
    }
    return last;
  }

  private static JsonObject json(byte[] value) {
    try (var reader = Json.createReader(new ByteArrayInputStream(value))) {
      return reader.readObject();
    }
  }
}
