package org.hillock.broker.internal;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Settings of a Kafka client; hides every value but the harmless ones when printed. */
final class ClientProperties extends AbstractMap<String, Object> {
  private static final Set<String> HARMLESS =
      Set.of("bootstrap.servers", "security.protocol", "sasl.mechanism");

  private final Map<String, Object> settings;

  ClientProperties(Map<String, ?> settings) {
    this.settings = Map.copyOf(settings);
  }

  static ClientProperties scram(String bootstrapServers, String user, String password) {
    return new ClientProperties(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            jaas(user, password)));
  }

  private static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + user
        + "\" password=\""
        + password
        + "\";";
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return settings.entrySet();
  }

  @Override
  public String toString() {
    Map<String, Object> shown = new TreeMap<>(settings);
    shown.replaceAll((name, value) -> HARMLESS.contains(name) ? value : "[hidden]");
    return shown.toString();
  }
}
