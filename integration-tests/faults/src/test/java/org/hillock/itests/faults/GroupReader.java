package org.hillock.itests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer of a group that reads what is committed and commits what it read. It is thrown out of
 * its group when it does not poll for long. One thread.
 */
final class GroupReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Set<Long> read = new TreeSet<>();
  private int thrownOut;

  GroupReader(Path client, String group, String topic, Duration longestStall) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(client)) {
      properties.load(in);
    }
    properties.keySet().removeAll(List.of("sasl.username", "sasl.password"));
    properties.put("group.id", group);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.interval.ms", Long.toString(longestStall.toMillis()));
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partition = new TopicPartition(topic, 0);
    consumer.subscribe(
        List.of(topic),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

          @Override
          public void onPartitionsLost(Collection<TopicPartition> partitions) {
            thrownOut++;
          }
        });
  }

  /** Polls once and commits. */
  void poll() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
    for (ConsumerRecord<byte[], byte[]> record : records) {
      read.add(record.offset());
    }
    try {
      consumer.commitSync();
    } catch (CommitFailedException notMember) {
      // what was not committed is read again
    }
  }

  /** How many records it has seen, each counted once. */
  int count() {
    return read.size();
  }

  /** Offsets that it has seen. */
  Set<Long> read() {
    return read;
  }

  /** How often its group had gone on without it. */
  int thrownOut() {
    return thrownOut;
  }

  /** Polls until it has seen the end of what is committed now. */
  void readToEnd() throws Exception {
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    Await.until(
        () -> {
          poll();
          return consumer.assignment().contains(partition) && consumer.position(partition) >= end;
        },
        () -> "offset " + end + " of " + partition);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
