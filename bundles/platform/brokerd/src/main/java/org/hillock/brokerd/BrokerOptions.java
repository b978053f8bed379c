package org.hillock.brokerd;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the broker process is told on its command line.
 *
 * @param data folder of the broker's log, formatted when it is new
 * @param secrets folder with a password file {@code <user>.password} for {@link #ADMIN} and {@link
 *     #READER}
 * @param port port for clients, 1 to 65535
 */
record BrokerOptions(Path data, Path secrets, int port) {
  /** The user that may do everything. */
  static final String ADMIN = "hillock";

  /** The user that may do only what an access rule allows. */
  static final String READER = "reader";

  private static final String USAGE = "expected --data FOLDER --secrets FOLDER --port PORT, got ";

  static BrokerOptions parse(String... args) {
    if (args.length != 6) {
      throw new IllegalArgumentException(USAGE + String.join(" ", args));
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      values.put(args[i], args[i + 1]);
    }
    return new BrokerOptions(
        Path.of(value(values, "--data")),
        Path.of(value(values, "--secrets")),
        port(value(values, "--port")));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(USAGE + String.join(" ", values.keySet()));
    }
    return value;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // reported below with every other port that cannot be used
    }
    throw new IllegalArgumentException("--port: expected 1 to 65535, got " + text);
  }
}
