package org.hillock.bench.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The peer: the loop of Kafka's ProducerPerformance with a transactional id, sending one payload
 * over and over. Settings of the client, of the topic and the length of a transaction are those of
 * the platform's writers.
 */
final class PeerProducer implements AutoCloseable {
  private static final long COMMIT_NANOS = 50_000_000;
  private static final long COMMIT_BYTES = 4 << 20;
  private static final int MAX_RECORD = 17 << 20;
  private static final int KEY = 38;

  private final Map<String, Object> client;
  private final String topic;
  private final byte[] key = new byte[KEY];
  private final byte[] value;
  private final KafkaProducer<byte[], byte[]> producer;

  PeerProducer(Map<String, Object> client, String topic, int bytes)
      throws ExecutionException, InterruptedException {
    this.client = client;
    this.topic = topic;
    this.value = new byte[bytes];
    new Random(1).nextBytes(value);
    try (Admin admin = inKafka(() -> Admin.create(new HashMap<>(client)))) {
      Map<String, String> config =
          Map.of(
              "max.message.bytes",
              Integer.toString(MAX_RECORD),
              "retention.bytes",
              Long.toString(2L << 30));
      admin
          .createTopics(
              List.of(new NewTopic(topic, Optional.of(1), Optional.<Short>empty()).configs(config)))
          .all()
          .get();
    }
    Map<String, Object> all = new HashMap<>(client);
    all.put("client.id", topic);
    all.put("transactional.id", topic);
    all.put("acks", "all");
    all.put("enable.idempotence", true);
    all.put("max.request.size", MAX_RECORD);
    all.put("linger.ms", 5);
    all.put("batch.size", 256 << 10);
    all.put("buffer.memory", 64L << 20);
    all.put("enable.metrics.push", false);
    this.producer =
        inKafka(
            () -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
    producer.initTransactions();
  }

  /** Sends so many records; returns when the last transaction is committed, at its full length. */
  void block(int records) throws InterruptedException {
    int sent = 0;
    while (sent < records) {
      producer.beginTransaction();
      long end = System.nanoTime() + COMMIT_NANOS;
      long bytes = 0;
      while (sent < records && bytes < COMMIT_BYTES && System.nanoTime() < end) {
        producer.send(new ProducerRecord<>(topic, 0, key, value));
        bytes += key.length + value.length;
        sent++;
      }
      long left = end - System.nanoTime();
      if (sent == records && bytes < COMMIT_BYTES && left > 0) {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      }
      producer.commitTransaction();
    }
  }

  @Override
  public void close() {
    inKafka(
        () -> {
          producer.close(Duration.ofSeconds(5));
          try (Admin admin = Admin.create(new HashMap<>(client))) {
            admin.deleteTopics(List.of(topic)).all().get();
          } catch (ExecutionException e) {
            throw new IllegalStateException("expected to delete " + topic + ", got " + e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return null;
        });
  }

  /** Runs with the class loader of the client, which it looks for when it is made. */
  static <T> T inKafka(Supplier<T> body) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
    try {
      return body.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
