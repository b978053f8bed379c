package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the committed positions of a model's topic. The writers of this node must have opened
 * before: until then a transaction of an earlier life may hide what it had written, or committed.
 */
final class PositionLog {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Records of the first look from the end; each further look takes four times as many. */
  private static final long FIRST_LOOK = 256;

  private final KafkaClients clients;
  private final BooleanSupplier over;

  /**
   * @param over whether to give up
   */
  PositionLog(KafkaClients clients, BooleanSupplier over) {
    this.clients = clients;
    this.over = over;
  }

  /** Whether the topic has no record at all, committed or not. */
  boolean isEmpty(String topic) {
    Consumer<byte[], byte[]> consumer = clients.consumer("positions", false);
    try {
      TopicPartition partition = new TopicPartition(topic, 0);
      return consumer.endOffsets(List.of(partition)).get(partition) == 0;
    } finally {
      clients.close(consumer);
    }
  }

  /** The last value of each key, the whole topic through. */
  void scan(String topic, BiConsumer<String, byte[]> each, long end) {
    Consumer<byte[], byte[]> consumer = clients.consumer("positions", true);
    try {
      TopicPartition partition = assign(consumer, topic);
      long from = consumer.beginningOffsets(List.of(partition)).get(partition);
      long to = consumer.endOffsets(List.of(partition)).get(partition);
      read(consumer, partition, from, to, end, record -> each.accept(key(record), record.value()));
    } finally {
      clients.close(consumer);
    }
  }

  /**
   * The last record of a session: that of its state, else those of its rows.
   *
   * @return by key; empty when the log knows nothing of it
   */
  Map<String, byte[]> find(String topic, UUID session, long end) {
    String prefix = session + "/";
    String state = new String(StoredPosition.key(session), StandardCharsets.US_ASCII);
    Consumer<byte[], byte[]> consumer = clients.consumer("positions", true);
    try {
      TopicPartition partition = assign(consumer, topic);
      long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      long to = consumer.endOffsets(List.of(partition)).get(partition);
      Map<String, byte[]> found = new HashMap<>();
      for (long look = FIRST_LOOK; to > begin && !found.containsKey(state); look *= 4) {
        long from = Math.max(begin, to - look);
        Map<String, byte[]> earlier = new HashMap<>();
        read(
            consumer,
            partition,
            from,
            to,
            end,
            record -> {
              if (key(record).startsWith(prefix)) {
                earlier.put(key(record), record.value());
              }
            });
        earlier.forEach(found::putIfAbsent);
        to = from;
      }
      return found;
    } finally {
      clients.close(consumer);
    }
  }

  private static TopicPartition assign(Consumer<byte[], byte[]> consumer, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    return partition;
  }

  private void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long from,
      long to,
      long end,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < to) {
          each.accept(record);
        }
      }
      if (over.getAsBoolean() || System.nanoTime() - end > 0) {
        throw new TimeoutException("expected the end of " + partition.topic() + " in time");
      }
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.US_ASCII);
  }
}
