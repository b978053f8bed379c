package org.hillock.broker.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hillock.broker.Broker;

/** Kafka clients for the tests of this bundle. */
final class TestBroker {
  static final Path LIBRARIES = Path.of("target", "broker");

  private TestBroker() {}

  static Settings settings(Path folder) {
    return Settings.thisJvm(folder, LIBRARIES, 0, 160);
  }

  static Map<String, Object> as(String user, String password, Broker broker) {
    return ClientProperties.scram(broker.status().bootstrapServers(), user, password);
  }

  static void create(Broker broker, String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(broker.clientProperties())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  static KafkaProducer<String, String> producer(Map<String, Object> client) {
    Map<String, Object> all = new HashMap<>(client);
    all.put("delivery.timeout.ms", 30_000);
    all.put("request.timeout.ms", 5_000);
    all.put("linger.ms", 0);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  static void send(Map<String, Object> client, String topic, String value)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    try (KafkaProducer<String, String> producer = producer(client)) {
      producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
    }
  }

  static List<String> read(Map<String, Object> client, String topic, int expected) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new java.util.ArrayList<>();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < expected && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
      return values;
    }
  }

  static void kill(long pid) throws IOException {
    ProcessHandle process =
        ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process " + pid));
    process.destroyForcibly();
  }
}
