package org.hillock.brokerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

class BrokerPropertiesTest {
  private final Properties properties =
      BrokerProperties.of(
          Path.of("/data"),
          9092,
          9093,
          new Secrets("a".repeat(32), "b".repeat(32)),
          "c".repeat(32));

  @Test
  void everyListenerIsOnTheLoopbackAddressAndDemandsAuthentication() {
    for (String listener : properties.getProperty("listeners").split(",")) {
      assertTrue(listener.contains("://127.0.0.1:"), listener);
    }
    for (String rule : properties.getProperty("listener.security.protocol.map").split(",")) {
      assertTrue(rule.endsWith(":SASL_PLAINTEXT"), rule);
    }
  }

  @Test
  void kafkaAcceptsTheSettings() {
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    assertFalse(config.autoCreateTopicsEnable());
    assertEquals(3_600_000L, config.logRetentionTimeMillis());
    assertEquals(2L << 30, config.logRetentionBytes());
    assertTrue(config.messageMaxBytes() > 16 << 20);
  }
}
