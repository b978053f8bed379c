package org.hillock.bench.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;

/** Reads a topic as far as it is committed, and goes on from there when asked again. One thread. */
final class CommittedLog implements AutoCloseable {
  private static final long STALL_NANOS = 60_000_000_000L;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final String topic;
  private final LogView view;

  CommittedLog(Path client, String topic, long since, LogView view) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(client)) {
      properties.load(in);
    }
    properties.keySet().removeAll(List.of("sasl.username", "sasl.password"));
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    properties.put("auto.offset.reset", "none");
    properties.put("fetch.max.bytes", Integer.toString(32 << 20));
    properties.put("max.partition.fetch.bytes", Integer.toString(8 << 20));
    properties.put("max.poll.records", "10000");
    properties.put("reconnect.backoff.max.ms", "500");
    // A broker may be away for a while between two readings.
    properties.put("default.api.timeout.ms", "180000");
    this.topic = topic;
    this.view = view;
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    seek(since);
  }

  private void seek(long since) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
  }

  /** Shows what is committed now to the view, as far as it was not shown before. */
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long moved = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        moved = System.nanoTime();
        try {
          view.accept(FrameDecoder.decode(record.value()));
        } catch (FrameFormatException e) {
          view.unreadable("offset " + record.offset() + ": " + e.getMessage());
        }
      }
      if (System.nanoTime() - moved > STALL_NANOS) {
        throw new IllegalStateException("expected the end of " + topic + ", got nothing in 60 s");
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
