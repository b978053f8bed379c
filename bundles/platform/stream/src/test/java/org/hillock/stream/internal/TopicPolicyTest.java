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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.TapRefusedException;
import org.hillock.api.spi.Channel;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicPolicyTest {
  private static final long WAIT = 20_000_000_000L;

  private RealBroker broker;
  private KafkaTransport transport;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
    transport = new KafkaTransport(broker.broker(), TestStreams.settings("hillock.", "node"));
  }

  @AfterAll
  void stop() {
    transport.close();
    broker.close();
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
  void aRecordThatIsNotOursLeavesAWritersClaimAsItIs() throws Exception {
    try (Channel channel = transport.open("claimed", Delivery.LOSSLESS)) {
      Frames.offer(channel, WAIT, Frames.data("claimed", UUID.randomUUID(), 0, 0, 0));
      TestStreams.await(() -> channel.published() == 1, "1 published");
    }
    Claims claims =
        new Claims(new KafkaClients(broker.broker(), "probe"), transport.names(), "probe");
    String id = "hillock.node.writer-0";
    Claims.Standing before = claims.standing(id, "somebody");
    assertTrue(before.replaced());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.broker().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] key = id.getBytes(StandardCharsets.UTF_8);
      for (String foreign : new String[] {"no claim", "{}", "[1]", ""}) {
        byte[] value = foreign.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("hillock.writers", key, value)).get();
      }
      producer.send(new ProducerRecord<>("hillock.writers", key, null)).get();
    }
    assertEquals(before, claims.standing(id, "somebody"));
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

  private static JsonObject json(byte[] value) {
    try (var reader = Json.createReader(new ByteArrayInputStream(value))) {
      return reader.readObject();
    }
  }
}
