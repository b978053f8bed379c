package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
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
    Map<String, Object> writing = new HashMap<>(reader);
    // A producer with numbers would be refused already when it asks for its own.
    writing.put("enable.idempotence", false);
    assertThrows(
        java.util.concurrent.ExecutionException.class,
        () -> TestStreams.write(writing, "hillock.activations.readable", new byte[1]));
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
