package org.hillock.stream.internal;

import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in one line, without a secret, why a cluster cannot be used. */
final class Trouble {
  private Trouble() {}

  /**
   * @param client the settings that the client had
   */
  static String line(Throwable thrown, Map<String, ?> client) {
    String all = messages(thrown);
    String lower = all.toLowerCase(Locale.ROOT);
    String at = " at " + client.get("bootstrap.servers");
    if (is(thrown, SaslAuthenticationException.class)) {
      return "the cluster"
          + at
          + " refuses the user name or the password of "
          + client.get("sasl.mechanism");
    }
    if (is(thrown, SslAuthenticationException.class)) {
      if (lower.contains("subject alternative") || lower.contains("no name matching")) {
        return "the certificate of the cluster" + at + " is for another host: " + last(all);
      }
      if (is(thrown, GeneralSecurityException.class)) {
        return "the certificate of the cluster"
            + at
            + " is not trusted ("
            + last(all)
            + "): expected one that ssl.truststore.location knows";
      }
      if (lower.contains("unrecognized ssl message")) {
        return "the cluster"
            + at
            + " does not speak TLS: expected that of security.protocol="
            + client.get("security.protocol");
      }
      return "the cluster" + at + " ends the TLS handshake: " + last(all);
    }
    if (is(thrown, TimeoutException.class)) {
      return "the cluster"
          + at
          + " does not answer as one of security.protocol="
          + protocol(client);
    }
    return "the cluster" + at + " cannot be asked: " + last(all);
  }

  static String protocol(Map<String, ?> client) {
    Object protocol = client.get("security.protocol");
    return protocol == null ? "PLAINTEXT" : protocol.toString();
  }

  private static boolean is(Throwable thrown, Class<?> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static String messages(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      all.append(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
      all.append('\n');
    }
    return all.toString().strip();
  }

  private static String last(String messages) {
    return messages.substring(messages.lastIndexOf('\n') + 1).replaceAll("\\s+", " ");
  }
}
