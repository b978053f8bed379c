package org.hillock.stream.internal;

import java.util.concurrent.TimeUnit;

/**
 * What topics are made like, besides their number of partitions.
 *
 * @param generation 1, or more after the number of partitions had to change
 * @param retentionMillis how long the embedded broker keeps a record at least, ms
 * @param retentionBytes how much of a topic the embedded broker keeps, bytes
 * @param replication copies of a topic on an outside cluster; 0 leaves that to the cluster
 * @param minInsync copies that must have a record before it counts as written, on an outside
 *     cluster; 0 leaves that to the cluster
 */
record TopicPolicy(
    int generation, long retentionMillis, long retentionBytes, int replication, int minInsync) {
  static final TopicPolicy DEFAULT =
      new TopicPolicy(1, TimeUnit.HOURS.toMillis(1), 2048L << 20, 0, 0);

  TopicPolicy {
    if (replication > 0 && minInsync > replication) {
      throw new IllegalArgumentException(
          "org.hillock.stream: min.insync.replicas: expected at most replication.factor, which is "
              + replication
              + ", got "
              + minInsync);
    }
  }

  static TopicPolicy of(StreamConfiguration c) {
    return new TopicPolicy(
        StreamSettings.within("generation", c.generation(), 1, 99),
        TimeUnit.MINUTES.toMillis(
            StreamSettings.within("retention.time", c.retention_time(), 1, 525_600)),
        (long) StreamSettings.within("retention.size", c.retention_size(), 64, 1 << 20) << 20,
        StreamSettings.within("replication.factor", c.replication_factor(), 0, 32),
        StreamSettings.within("min.insync.replicas", c.min_insync_replicas(), 0, 32));
  }

  /** What a generation adds to the prefix; nothing for the first. */
  static String part(int generation) {
    return generation == 1 ? "" : "g" + generation + ".";
  }
}
