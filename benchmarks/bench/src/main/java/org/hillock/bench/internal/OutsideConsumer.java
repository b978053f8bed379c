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
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.hillock.frame.FrameDecoder;
import org.hillock.frame.FrameFormatException;

/**
 * A process outside the platform that reads what is committed and compares it with the ledgers:
 * {@code OutsideConsumer CLIENT-PROPERTIES TOPIC SINCE-MILLIS LEDGER-FOLDER}. Prints what is wrong,
 * and last the counts; exit status 1 when anything is.
 */
public final class OutsideConsumer {
  private static final long STALL_NANOS = 60_000_000_000L;

  private OutsideConsumer() {}

  public static void main(String[] args) throws IOException {
    LedgerAudit audit = new LedgerAudit();
    try (Stream<Path> files = Files.list(Path.of(args[3]))) {
      for (Path file : files.sorted().toList()) {
        audit.expect(Ledger.read(file));
      }
    }
    long unreadable = read(Path.of(args[0]), args[1], Long.parseLong(args[2]), audit);
    LedgerAudit.Result result = audit.result();
    audit.examples().forEach(line -> System.out.println("  " + line));
    System.out.println(
        "AUDIT "
            + result.expected()
            + " "
            + result.frames()
            + " "
            + result.lost()
            + " "
            + result.duplicated()
            + " "
            + (result.foreign() + unreadable)
            + " "
            + result.misnumbered());
    System.exit(result.good() && unreadable == 0 ? 0 : 1);
  }

  private static long read(Path client, String topic, long since, LedgerAudit audit)
      throws IOException {
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
    long unreadable = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> ends = seek(consumer, topic, since);
      long moved = System.nanoTime();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          moved = System.nanoTime();
          try {
            audit.accept(FrameDecoder.decode(record.value()));
          } catch (FrameFormatException e) {
            unreadable++;
            System.out.println("  offset " + record.offset() + ": " + e.getMessage());
          }
        }
        if (System.nanoTime() - moved > STALL_NANOS) {
          throw new IllegalStateException("expected the end of " + topic + ", got nothing in 60 s");
        }
      }
    }
    return unreadable;
  }

  private static Map<TopicPartition, Long> seek(
      KafkaConsumer<byte[], byte[]> consumer, String topic, long since) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
    return ends;
  }
}
