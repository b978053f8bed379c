package org.hillock.stream.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/**
 * Makes Kafka's clients, and is the only one to do so: Kafka finds its classes by the context class
 * loader, which is set to Kafka's own while a client is made or closed. Serializers are given as
 * instances, never by name.
 */
final class KafkaClients {
  private static final Duration LITTLE = Duration.ofMillis(200);
  private static final long FIRST_ANSWER_NANOS = Duration.ofSeconds(8).toNanos();
  private static final ClassLoader KAFKA = KafkaProducer.class.getClassLoader();

  private final Broker broker;
  private final String node;

  /**
   * @param broker asked for address and security settings whenever a client is made
   * @param node part of every client's id
   */
  KafkaClients(Broker broker, String node) {
    this.broker = broker;
    this.node = node;
  }

  /** Whether the broker is there, as far as that is known here. */
  boolean ready() {
    return broker.status().state() == BrokerState.READY;
  }

  /** Whether the broker answers; waits for its first answer. */
  boolean answers() {
    long end = System.nanoTime() + FIRST_ANSWER_NANOS;
    while (broker.status().state() == BrokerState.STARTING && System.nanoTime() < end) {
      if (!reachable() && Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return ready();
  }

  /** What keeps the broker from being ready, in one line. */
  String trouble() {
    BrokerStatus status = broker.status();
    return status.state().name().toLowerCase(Locale.ROOT) + ", " + status.detail();
  }

  /** Whether it makes sense to connect now; waits a little for it. */
  boolean reachable() {
    try {
      if (broker.awaitReady(LITTLE)) {
        return true;
      }
      if (broker.status().state() == BrokerState.STOPPED) {
        Thread.sleep(LITTLE.toMillis());
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A producer that numbers its records and takes part in transactions of this id. */
  Producer<byte[], byte[]> transactional(String transactionalId) {
    Map<String, Object> all = producing(transactionalId);
    all.put("transactional.id", transactionalId);
    all.put("transaction.timeout.ms", 60_000);
    all.put("delivery.timeout.ms", 30_000);
    all.put("request.timeout.ms", 5_000);
    all.put("max.block.ms", 3_000);
    all.put("linger.ms", 5);
    all.put("batch.size", 256 << 10);
    all.put("buffer.memory", 64L << 20);
    return producer(all);
  }

  /** A producer whose {@code send} never blocks and that gives up after 10 s. */
  Producer<byte[], byte[]> live() {
    Map<String, Object> all = producing("live");
    all.put("delivery.timeout.ms", 10_000);
    all.put("request.timeout.ms", 3_000);
    all.put("max.block.ms", 0);
    all.put("linger.ms", 0);
    all.put("batch.size", 64 << 10);
    all.put("buffer.memory", 40L << 20);
    all.put("metadata.max.idle.ms", 86_400_000);
    return producer(all);
  }

  /** A consumer without a group. */
  Consumer<byte[], byte[]> consumer(String name, boolean committedOnly) {
    Map<String, Object> all = consuming(name, committedOnly);
    return inKafka(
        () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  private Map<String, Object> consuming(String name, boolean committedOnly) {
    Map<String, Object> all = common(name);
    all.put("isolation.level", committedOnly ? "read_committed" : "read_uncommitted");
    all.put("enable.auto.commit", false);
    all.put("auto.offset.reset", "earliest");
    all.put("allow.auto.create.topics", false);
    all.put("fetch.max.bytes", 32 << 20);
    all.put("max.partition.fetch.bytes", 8 << 20);
    all.put("default.api.timeout.ms", 5_000);
    all.put("request.timeout.ms", 4_000);
    return all;
  }

  /** A consumer that shares partitions with the others of its group and commits no offsets. */
  Consumer<byte[], byte[]> member(String name, String group) {
    Map<String, Object> all = consuming(name, true);
    all.put("group.id", group);
    all.put("partition.assignment.strategy", List.of(RangeAssignor.class));
    all.put("session.timeout.ms", 8_000);
    all.put("heartbeat.interval.ms", 2_000);
    all.put("max.poll.interval.ms", 180_000);
    all.put("max.poll.records", 1_000);
    return inKafka(
        () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A producer of transactions that each take far less than 10 s, after which the broker gives them
   * up: so long does a process that died hold up those that read.
   */
  Producer<byte[], byte[]> shortTransactions(String transactionalId) {
    Map<String, Object> all = producing(transactionalId);
    all.put("transactional.id", transactionalId);
    all.put("transaction.timeout.ms", 10_000);
    all.put("delivery.timeout.ms", 8_000);
    all.put("request.timeout.ms", 4_000);
    all.put("max.block.ms", 8_000);
    all.put("linger.ms", 0);
    all.put("batch.size", 128 << 10);
    all.put("buffer.memory", 40L << 20);
    return producer(all);
  }

  /** For topics: waits as long as a busy broker may take. */
  Admin admin() {
    return admin("admin", 8_000);
  }

  /** For a look whether the cluster answers. */
  Admin watch() {
    return admin("watch", 4_000);
  }

  private Admin admin(String name, int millis) {
    Map<String, Object> all = common(name);
    all.put("default.api.timeout.ms", millis);
    all.put("request.timeout.ms", millis * 3 / 4);
    return inKafka(() -> Admin.create(all));
  }

  /** Closes a client on the thread that calls. */
  void close(Producer<?, ?> producer, Duration limit) {
    inKafka(
        () -> {
          producer.close(limit);
          return null;
        });
  }

  void close(Consumer<?, ?> consumer) {
    inKafka(
        () -> {
          consumer.close(
              org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
          return null;
        });
  }

  void close(Admin admin) {
    inKafka(
        () -> {
          admin.close(Duration.ofSeconds(1));
          return null;
        });
  }

  private Map<String, Object> producing(String name) {
    Map<String, Object> all = common(name);
    all.put("acks", "all");
    all.put("enable.idempotence", true);
    all.put("max.request.size", StreamSettings.MAX_RECORD);
    all.put("retry.backoff.ms", 50);
    return all;
  }

  private Map<String, Object> common(String name) {
    Map<String, Object> all = new HashMap<>(broker.clientProperties());
    all.put("client.id", "hillock-" + node + "-" + name);
    all.put("reconnect.backoff.ms", 50);
    all.put("reconnect.backoff.max.ms", 500);
    // The default strategy blocks send() for long while the only broker is away.
    all.put("metadata.recovery.strategy", "none");
    all.put("enable.metrics.push", false);
    return all;
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> all) {
    return inKafka(
        () -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private static <T> T inKafka(Supplier<T> body) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KAFKA);
    try {
      return body.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
