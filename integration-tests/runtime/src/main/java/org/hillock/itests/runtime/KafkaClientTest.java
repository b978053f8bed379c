package org.hillock.itests.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaClientTest {
  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void everyCodecRoundTripsInsideTheFramework(CompressionType type) throws Exception {
    byte[] text = "spikes ".repeat(500).getBytes();
    Compression codec = Compression.of(type).build();
    ByteBufferOutputStream packed = new ByteBufferOutputStream(64);
    try (var out = codec.wrapForOutput(packed, (byte) 2)) {
      out.write(text);
    }
    ByteBuffer bytes = packed.buffer();
    bytes.flip();

    try (var in = codec.wrapForInput(bytes, (byte) 2, BufferSupplier.NO_CACHING)) {
      assertArrayEquals(text, in.readAllBytes());
    }
  }

  @Test
  void aClientIsBuiltUnderTheBundlesOwnLoader() {
    Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      assertNotNull(producer.metrics());
      producer.close(Duration.ZERO);
    } finally {
      thread.setContextClassLoader(before);
    }
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(t -> t.getName().startsWith("kafka-producer") && t.isAlive()));
  }
}
