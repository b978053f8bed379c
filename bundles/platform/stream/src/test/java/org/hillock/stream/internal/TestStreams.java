package org.hillock.stream.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/** Transports, readers and stand-ins for tests. */
final class TestStreams {
  private TestStreams() {}

  static StreamSettings settings(String prefix, String node) {
    return new StreamSettings(prefix, node, 2, 2, 20_000_000, 4 << 20, 1 << 20, 64 << 10);
  }

  /** All records of a topic as an outside consumer sees them that reads what is committed. */
  static List<ConsumerRecord<byte[], byte[]>> readAll(Map<String, Object> client, String topic) {
    Map<String, Object> all = new HashMap<>(client);
    all.put("isolation.level", "read_committed");
    all.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long limit = System.nanoTime() + 30_000_000_000L;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        if (System.nanoTime() > limit) {
          throw new IllegalStateException("expected the end of " + topic + " within 30 s");
        }
      }
    }
    return records;
  }

  /** The sum of the ends of a topic's partitions, for readers of what is committed or of all. */
  static long end(Map<String, Object> client, String topic, boolean committed) {
    Map<String, Object> all = new HashMap<>(client);
    all.put("isolation.level", committed ? "read_committed" : "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  static void write(Map<String, Object> client, String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long limit = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("expected within 30 s: " + what);
      }
      Thread.sleep(10);
    }
  }

  /** A broker of somebody else's at some address. */
  static Broker outside(Map<String, Object> client) {
    return new Broker() {
      @Override
      public BrokerStatus status() {
        return new BrokerStatus(
            BrokerState.READY, false, client.get("bootstrap.servers").toString(), 0, 0, "");
      }

      @Override
      public Map<String, Object> clientProperties() {
        return client;
      }

      @Override
      public Subscription onChange(Consumer<BrokerStatus> listener) {
        listener.accept(status());
        return () -> {};
      }

      @Override
      public boolean awaitReady(Duration limit) {
        return true;
      }
    };
  }
}
