package org.hillock.stream.internal;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Who writes under a transactional id, and the number of its last committed transaction: one record
 * in each transaction. It tells a writer whether a commit whose answer was lost had gone through,
 * and whether another writer took its id.
 */
final class Claims {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final String topic;
  private final String node;
  private final JsonBuilderFactory json = Json.createBuilderFactory(Map.of());

  /**
   * What the log says of a writer.
   *
   * @param transaction its last committed one; -1 when there is none, or when others wrote so much
   *     since that its claims were cleaned away
   * @param replaced whether the last claim on the id is another writer's
   */
  record Standing(long transaction, boolean replaced) {}

  private record Claim(String writer, long transaction) {}

  Claims(KafkaClients clients, TopicNames names, String node) {
    this.clients = clients;
    this.topic = names.writers();
    this.node = node;
  }

  /**
   * The record for a transaction.
   *
   * @param writer random name of the writer
   */
  Outgoing record(String transactionalId, String writer, long transaction) {
    String text =
        json.createObjectBuilder()
            .add("writer", writer)
            .add("transaction", transaction)
            .add("node", node)
            .build()
            .toString();
    return new Outgoing(
        topic,
        0,
        transactionalId.getBytes(StandardCharsets.UTF_8),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns where a writer stands in the claims on an id that are committed.
   *
   * @throws TimeoutException when the broker does not answer in time
   */
  Standing standing(String transactionalId, String writer) {
    byte[] key = transactionalId.getBytes(StandardCharsets.UTF_8);
    Consumer<byte[], byte[]> consumer = clients.consumer("claims", true);
    try {
      TopicPartition partition = new TopicPartition(topic, 0);
      List<TopicPartition> partitions = List.of(partition);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      long own = -1;
      String last = writer;
      while (consumer.position(partition) < ends.get(partition)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          Claim claim = Arrays.equals(key, record.key()) ? parse(record) : null;
          if (claim != null) {
            last = claim.writer();
            own = last.equals(writer) ? Math.max(own, claim.transaction()) : own;
          }
        }
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("expected the end of " + topic + " within " + LIMIT);
        }
      }
      return new Standing(own, !last.equals(writer));
    } finally {
      clients.close(consumer);
    }
  }

  /** A record that is not ours, under our key, changes nothing: null. */
  private Claim parse(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(value))) {
      JsonObject object = reader.readObject();
      return new Claim(
          object.getString("writer"), object.getJsonNumber("transaction").longValueExact());
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          topic
              + ", offset "
              + record.offset()
              + ": expected a writer's claim, got "
              + value.length
              + " bytes that are none; skipped");
      return null;
    }
  }
}
