package org.hillock.stream.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;

/** How each topic is made, and in what one that is there differs from that. */
final class TopicPlan {
  private static final long LARGEST_SEGMENT = 128L << 20;

  /** A segment must hold the largest record. */
  private static final long SMALLEST_SEGMENT = 32L << 20;

  private static final long LONGEST_SEGMENT_MS = TimeUnit.MINUTES.toMillis(15);

  private final TopicNames names;
  private final StreamSettings settings;
  private final boolean embedded;

  TopicPlan(TopicNames names, StreamSettings settings, boolean embedded) {
    this.names = names;
    this.settings = settings;
    this.embedded = embedded;
  }

  NewTopic topic(String name) {
    TopicPolicy policy = settings.topics();
    Optional<Short> replicas =
        embedded || policy.replication() == 0
            ? Optional.empty()
            : Optional.of((short) policy.replication());
    return new NewTopic(name, Optional.of(partitions(name)), replicas).configs(config(name));
  }

  int partitions(String name) {
    return names.partitioned(name) ? settings.partitions() : 1;
  }

  /** The settings that a topic is given; all others are the cluster's. */
  Map<String, String> config(String name) {
    TopicPolicy policy = settings.topics();
    Map<String, String> config = new TreeMap<>();
    config.put("max.message.bytes", Integer.toString(StreamSettings.MAX_RECORD));
    config.put("cleanup.policy", String.join(",", cleanup(name)));
    if (embedded) {
      if (cleanup(name).contains("delete")) {
        long bytes = policy.retentionBytes() / partitions(name);
        long segment = Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, bytes / 4));
        long time = Math.min(LONGEST_SEGMENT_MS, policy.retentionMillis() / 4);
        config.put("retention.ms", Long.toString(policy.retentionMillis()));
        config.put("retention.bytes", Long.toString(bytes));
        config.put("segment.bytes", Long.toString(segment));
        config.put("segment.ms", Long.toString(time));
      }
    } else if (policy.minInsync() > 0) {
      config.put("min.insync.replicas", Integer.toString(policy.minInsync()));
    }
    return config;
  }

  /** What would lose records or refuse them on a topic that is there; empty where it is as ours. */
  String problem(TopicState topic) {
    List<String> cleanup = List.of(topic.setting("cleanup.policy").split(","));
    List<String> wanted = cleanup(topic.name());
    if (!topic.setting("cleanup.policy").isEmpty()
        && !(names.isFindings(topic.name())
            ? cleanup.contains("compact")
            : wanted.size() == cleanup.size() && cleanup.containsAll(wanted))) {
      return topic.name()
          + ": expected cleanup.policy "
          + String.join(",", wanted)
          + ", got "
          + topic.setting("cleanup.policy");
    }
    long largest = topic.number("max.message.bytes", StreamSettings.MAX_RECORD);
    if (largest < StreamSettings.MAX_RECORD) {
      return topic.name()
          + ": expected max.message.bytes of "
          + StreamSettings.MAX_RECORD
          + " or more, got "
          + largest;
    }
    return "";
  }

  /** One line when the configuration asks for another number of partitions, else empty. */
  String otherPartitions(String name, int there) {
    int wanted = partitions(name);
    return wanted == there
        ? ""
        : name
            + " has "
            + there
            + (there == 1 ? " partition" : " partitions")
            + ", the configuration asks for "
            + wanted
            + ": a topic keeps its number; for new topics with "
            + wanted
            + " set generation "
            + (settings.topics().generation() + 1)
            + " in org.hillock.stream";
  }

  private List<String> cleanup(String name) {
    // Each window is a key of its own, so compaction alone would keep findings for ever.
    return names.isFindings(name)
        ? List.of("compact", "delete")
        : List.of(names.compacted(name) ? "compact" : "delete");
  }
}
