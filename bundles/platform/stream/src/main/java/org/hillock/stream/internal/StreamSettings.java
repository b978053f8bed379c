package org.hillock.stream.internal;

import java.util.regex.Pattern;

/**
 * Checked settings of the transport.
 *
 * @param prefix first part of every topic's name, that of the generation included
 * @param node name of this platform on its cluster
 * @param partitions of a model's topics when they are created
 * @param writers transactional writers
 * @param commitNanos longest wait for a commit, ns
 * @param commitBytes size at which a transaction is committed, bytes
 * @param losslessBytes frames of a model that may wait for a commit, bytes
 * @param liveBytes frames of a model that may wait to be sent, bytes
 * @param topics what topics are made like
 */
record StreamSettings(
    String prefix,
    String node,
    int partitions,
    int writers,
    long commitNanos,
    long commitBytes,
    long losslessBytes,
    long liveBytes,
    TopicPolicy topics) {
  /** Largest encoded frame, bytes. */
  static final int MAX_FRAME = 16 << 20;

  /** Largest record: a frame and what Kafka adds, bytes. */
  static final int MAX_RECORD = 17 << 20;

  private static final Pattern PREFIX = Pattern.compile("([a-z0-9-]{1,32}\\.){1,3}");
  private static final Pattern GENERATION = Pattern.compile("g[0-9]{1,2}");
  private static final Pattern NODE = Pattern.compile("[a-z0-9-]{1,64}");

  StreamSettings {
    String part = TopicPolicy.part(topics.generation());
    String base =
        prefix.endsWith(part) ? prefix.substring(0, prefix.length() - part.length()) : prefix;
    matches("prefix", PREFIX, base);
    String[] parts = base.split("\\.");
    for (int i = 0; i < parts.length; i++) {
      if (GENERATION.matcher(parts[i]).matches() || i > 0 && TopicNames.KINDS.contains(parts[i])) {
        throw new IllegalArgumentException(
            "org.hillock.stream: prefix: expected parts other than g1 to g99 and "
                + TopicNames.KINDS
                + ", which name topics, got '"
                + prefix
                + "'");
      }
    }
    matches("node", NODE, node);
  }

  StreamSettings(
      String prefix,
      String node,
      int partitions,
      int writers,
      long commitNanos,
      long commitBytes,
      long losslessBytes,
      long liveBytes) {
    this(
        prefix,
        node,
        partitions,
        writers,
        commitNanos,
        commitBytes,
        losslessBytes,
        liveBytes,
        TopicPolicy.DEFAULT);
  }

  static StreamSettings of(StreamConfiguration c, String defaultNode) {
    TopicPolicy topics = TopicPolicy.of(c);
    return new StreamSettings(
        c.prefix() + TopicPolicy.part(topics.generation()),
        c.node().isBlank() ? defaultNode : c.node(),
        within("partitions", c.partitions(), 1, 128),
        within("writers", c.writers(), 1, 16),
        within("commit.interval", c.commit_interval(), 5, 1000) * 1_000_000L,
        within("commit.size", c.commit_size(), 64, 65536) * 1024L,
        within("lossless.buffer", c.lossless_buffer(), 1, 1024) * (1L << 20),
        within("live.buffer", c.live_buffer(), 1, 1024) * (1L << 20),
        topics);
  }

  /** The prefix of a generation of these topics. */
  String prefix(int generation) {
    String part = TopicPolicy.part(topics.generation());
    return prefix.substring(0, prefix.length() - part.length()) + TopicPolicy.part(generation);
  }

  static int within(String name, int value, int min, int max) {
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
