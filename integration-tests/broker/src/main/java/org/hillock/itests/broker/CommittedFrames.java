package org.hillock.itests.broker;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hillock.api.activation.Frame;
import org.hillock.frame.FrameDecoder;
import org.osgi.framework.Bundle;

/**
 * All committed frames of a topic with one partition. Kafka's client is used by reflection: a test
 * that is wired to its bundle would be refreshed along with it.
 */
final class CommittedFrames {
  private static final String CLIENTS = "org.apache.kafka.clients.consumer.";
  private static final String BYTES = "org.apache.kafka.common.serialization.ByteArrayDeserializer";

  private CommittedFrames() {}

  static List<Frame> read(Bundle kafka, Map<String, Object> client, String topic) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Class<?> type = kafka.loadClass(CLIENTS + "KafkaConsumer");
    thread.setContextClassLoader(type.getClassLoader());
    try {
      Map<String, Object> all = new HashMap<>(client);
      all.put("isolation.level", "read_committed");
      all.put("auto.offset.reset", "earliest");
      Class<?> deserializer = kafka.loadClass("org.apache.kafka.common.serialization.Deserializer");
      Class<?> bytes = kafka.loadClass(BYTES);
      try (AutoCloseable consumer =
          (AutoCloseable)
              type.getConstructor(Map.class, deserializer, deserializer)
                  .newInstance(
                      all,
                      bytes.getConstructor().newInstance(),
                      bytes.getConstructor().newInstance())) {
        Object partition =
            kafka
                .loadClass("org.apache.kafka.common.TopicPartition")
                .getConstructor(String.class, int.class)
                .newInstance(topic, 0);
        return read(type, consumer, partition);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<Frame> read(Class<?> type, Object consumer, Object partition)
      throws Exception {
    List<Object> partitions = List.of(partition);
    type.getMethod("assign", Collection.class).invoke(consumer, partitions);
    type.getMethod("seekToBeginning", Collection.class).invoke(consumer, partitions);
    Map<?, ?> ends =
        (Map<?, ?>) type.getMethod("endOffsets", Collection.class).invoke(consumer, partitions);
    Method position = type.getMethod("position", partition.getClass());
    List<Frame> frames = new ArrayList<>();
    while ((Long) position.invoke(consumer, partition) < (Long) ends.get(partition)) {
      Object records =
          type.getMethod("poll", Duration.class).invoke(consumer, Duration.ofSeconds(1));
      for (Object record : (Iterable<?>) records) {
        byte[] value = (byte[]) record.getClass().getMethod("value").invoke(record);
        frames.add(FrameDecoder.decode(value));
      }
    }
    return frames;
  }
}
