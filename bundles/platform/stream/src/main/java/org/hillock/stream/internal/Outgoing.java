package org.hillock.stream.internal;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record on its way, before its partition is known.
 *
 * @param topic where it goes
 * @param spread chooses the partition; equal numbers share one
 * @param key as Kafka takes it
 * @param value as Kafka takes it, or null
 */
record Outgoing(String topic, long spread, byte[] key, byte[] value) {
  static int partition(long spread, int partitions) {
    return Math.floorMod(StreamId.mix(spread), partitions);
  }

  ProducerRecord<byte[], byte[]> to(int partitions) {
    return new ProducerRecord<>(topic, partition(spread, partitions), key, value);
  }

  int bytes() {
    return key.length + (value == null ? 0 : value.length);
  }
}
