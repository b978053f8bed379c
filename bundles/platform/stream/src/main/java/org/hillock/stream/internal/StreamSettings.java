package org.hillock.stream.internal;

import java.util.regex.Pattern;

/**
 * Checked settings of the transport.
 *
 * @param prefix first part of every topic's name
 * @param node name of this platform on its cluster
 * @param partitions of a model's topics when they are created
 * @param writers transactional writers
 * @param commitNanos longest wait for a commit, ns
 * @param commitBytes size at which a transaction is committed, bytes
 * @param losslessBytes frames of a model that may wait for a commit, bytes
 * @param liveBytes frames of a model that may wait to be sent, bytes
 */
record StreamSettings(
    String prefix,
    String node,
    int partitions,
    int writers,
    long commitNanos,
    long commitBytes,
    long losslessBytes,
    long liveBytes) {
  /** Largest encoded frame, bytes. */
  static final int MAX_FRAME = 16 << 20;

  /** Largest record: a frame and what Kafka adds, bytes. */
  static final int MAX_RECORD = 17 << 20;

  private static final Pattern PREFIX = Pattern.compile("([a-z0-9-]{1,32}\\.){1,3}");
  private static final Pattern NODE = Pattern.compile("[a-z0-9-]{1,64}");

  StreamSettings {
    matches("prefix", PREFIX, prefix);
    matches("node", NODE, node);
  }

  static StreamSettings of(StreamConfiguration c, String defaultNode) {
    return new StreamSettings(
        c.prefix(),
        c.node().isBlank() ? defaultNode : c.node(),
        within("partitions", c.partitions(), 1, 128),
        within("writers", c.writers(), 1, 16),
        within("commit.interval", c.commit_interval(), 5, 1000) * 1_000_000L,
        within("commit.size", c.commit_size(), 64, 65536) * 1024L,
        within("lossless.buffer", c.lossless_buffer(), 1, 1024) * (1L << 20),
        within("live.buffer", c.live_buffer(), 1, 1024) * (1L << 20));
  }

  private static int within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "org.hillock.stream: " + name + ": expected " + min + " to " + max + ", got " + value);
    }
    return value;
  }

  private static void matches(String name, Pattern pattern, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "org.hillock.stream: " + name + ": expected " + pattern + ", got '" + value + "'");
    }
  }
}
