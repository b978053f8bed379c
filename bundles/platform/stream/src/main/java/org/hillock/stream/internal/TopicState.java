package org.hillock.stream.internal;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A topic as it is on the cluster.
 *
 * @param name of the topic
 * @param partitions how many it has
 * @param settings as the cluster applies them, by name; empty where they may not be read
 */
record TopicState(String name, int partitions, Map<String, String> settings) {
  /** The value of a setting, or an empty text. */
  String setting(String key) {
    return settings.getOrDefault(key, "");
  }

  long number(String key, long absent) {
    String text = setting(key);
    return text.isEmpty() ? absent : Long.parseLong(text);
  }

  /** What the topic keeps, for people: {@code last value of each key, 60 min or 2048 MiB}. */
  String kept() {
    String policy = setting("cleanup.policy");
    if (policy.isEmpty()) {
      return "";
    }
    long minutes = TimeUnit.MILLISECONDS.toMinutes(number("retention.ms", -1));
    long bytes = number("retention.bytes", -1);
    String time = number("retention.ms", -1) < 0 ? "" : minutes + " min";
    String size = bytes < 0 ? "" : bytes * partitions / (1 << 20) + " MiB";
    String limits = time + (time.isEmpty() || size.isEmpty() ? "" : " or ") + size;
    String all = limits.isEmpty() ? "everything" : limits;
    return !policy.contains("compact")
        ? all
        : "last value of each key" + (policy.contains("delete") ? ", " + all : "");
  }
}
