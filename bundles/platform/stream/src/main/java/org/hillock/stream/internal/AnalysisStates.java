package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.spi.HostedAnalysis.Stored;

/**
 * What the state topic says of one configuration of an analysis: entries by partition, each
 * partition as of its last head, so that a transaction of which only a part has been read does not
 * show. Keys are {@code configuration/partition/name} and {@code configuration/merged}.
 */
final class AnalysisStates {
  static final String HEAD = "head";
  static final String EPOCHS = "epochs";
  private static final String MERGED = "merged";

  /** Before the name of an entry of the state itself. */
  private static final char ENTRY = '#';

  private final String prefix;
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private long merged = AnalysisHead.NONE;

  private static final class Partition {
    final Map<String, byte[]> pending = new HashMap<>();
    Map<String, byte[]> entries = Map.of();
    byte[] epochs;
    AnalysisHead head;

    /** Gives out new entries, since the ones before may be in use. */
    void apply() {
      Map<String, byte[]> next = new TreeMap<>(entries);
      pending.forEach(
          (key, bytes) -> {
            if (key.equals(EPOCHS)) {
              epochs = bytes;
            } else if (bytes == null) {
              next.remove(key.substring(1));
            } else {
              next.put(key.substring(1), bytes);
            }
          });
      pending.clear();
      entries = next;
    }
  }

  AnalysisStates(String configuration) {
    prefix = configuration + "/";
  }

  byte[] key(int partition, String name) {
    return (prefix + partition + "/" + name).getBytes(StandardCharsets.UTF_8);
  }

  byte[] entryKey(int partition, String entry) {
    return key(partition, ENTRY + entry);
  }

  byte[] mergedKey() {
    return (prefix + MERGED).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] mergedValue(long through) {
    return Long.toString(through).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Takes a committed record; records of other configurations and what is not ours are left.
   *
   * @return the partition whose head it was, or -1
   */
  int read(byte[] keyBytes, byte[] value) {
    String key = keyBytes == null ? "" : new String(keyBytes, StandardCharsets.UTF_8);
    if (!key.startsWith(prefix)) {
      return -1;
    }
    String rest = key.substring(prefix.length());
    int slash = rest.indexOf('/');
    try {
      if (rest.equals(MERGED) && value != null) {
        merged = Long.parseLong(new String(value, StandardCharsets.US_ASCII));
      } else if (slash > 0) {
        int partition = Integer.parseInt(rest.substring(0, slash));
        String name = rest.substring(slash + 1);
        return read(partition, name, value);
      }
    } catch (NumberFormatException notOurs) {
      return -1;
    }
    return -1;
  }

  private int read(int number, String name, byte[] value) {
    Partition partition = partitions.computeIfAbsent(number, n -> new Partition());
    if (!name.equals(HEAD)) {
      partition.pending.put(name, value);
      return -1;
    }
    AnalysisHead head = value == null ? null : AnalysisHead.parse(value);
    if (head == null) {
      return -1;
    }
    if (!partition.pending.isEmpty()) {
      partition.apply();
    }
    partition.head = head;
    return number;
  }

  /** The last head of a partition, or null. */
  AnalysisHead head(int partition) {
    Partition found = partitions.get(partition);
    return found == null ? null : found.head;
  }

  /** The epochs of a partition's streams, or null. */
  byte[] epochs(int partition) {
    Partition found = partitions.get(partition);
    return found == null ? null : found.epochs;
  }

  Stored stored(int partition) {
    Partition found = partitions.get(partition);
    return found == null || found.head == null
        ? Stored.NONE
        : new Stored(found.head.form(), found.entries);
  }

  /** Partitions with a state. */
  Iterable<Integer> partitions() {
    return partitions.keySet();
  }

  /** Event time up to which findings were published. */
  long merged() {
    return merged;
  }
}
