package org.hillock.stream.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.StoppedException;

/** The frames that an analysis reads, as a member of its group. For one thread. */
final class AnalysisInput {
  private static final System.Logger LOG = System.getLogger("org.hillock.stream");
  private static final long ENDS_NANOS = 20_000_000;

  private final HostedAnalysis analysis;
  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> all;
  private Map<TopicPartition, Long> ends = Map.of();
  private long endsAsked = System.nanoTime() - ENDS_NANOS;

  /**
   * @param all partitions of the frames' topic
   */
  AnalysisInput(
      HostedAnalysis analysis, Consumer<byte[], byte[]> consumer, List<TopicPartition> all) {
    this.analysis = analysis;
    this.consumer = consumer;
    this.all = all;
  }

  List<TopicPartition> all() {
    return all;
  }

  void join(ConsumerRebalanceListener listener) {
    consumer.subscribe(List.of(all.get(0).topic()), listener);
  }

  /** Fetches for those lanes that have nothing left. */
  void fetch(Map<Integer, AnalysisLane> lanes, Duration wait) {
    Set<TopicPartition> full = new HashSet<>(consumer.assignment());
    full.removeIf(p -> !lanes.containsKey(p.partition()) || !lanes.get(p.partition()).waiting());
    Set<TopicPartition> free = new HashSet<>(consumer.assignment());
    free.removeAll(full);
    consumer.pause(full);
    consumer.resume(free);
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      AnalysisLane lane = lanes.get(record.partition());
      if (lane != null) {
        lane.fetched(record);
      }
    }
  }

  /** Where everything that was fetched of a partition ends, markers of transactions included. */
  long position(int partition) {
    return consumer.position(new TopicPartition(all.get(0).topic(), partition));
  }

  /** The ends of all partitions as last asked. */
  Map<TopicPartition, Long> ends() {
    return ends;
  }

  /** Asks for the ends, unless that was just done. */
  void askEnds() {
    long now = System.nanoTime();
    if (now - endsAsked >= ENDS_NANOS) {
      endsAsked = now;
      ends = consumer.endOffsets(all);
    }
  }

  /** Goes to the first record that the states do not hold. */
  void seek(Collection<TopicPartition> assigned, AnalysisStates states) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(assigned);
    Map<TopicPartition, Long> last = consumer.endOffsets(assigned);
    for (TopicPartition each : assigned) {
      AnalysisHead head = states.head(each.partition());
      consumer.seek(each, start(each, head, first.get(each), last.get(each)));
    }
  }

  private long start(TopicPartition partition, AnalysisHead head, long first, long last) {
    if (head == null) {
      return analysis.fromNow() ? last : first;
    }
    if (head.offset() > last) {
      throw new StoppedException(
          "expected "
              + partition
              + " to reach offset "
              + head.offset()
              + ", which its state holds, got "
              + last
              + ": the topic is another one; give the configuration another name");
    }
    if (head.offset() < first) {
      LOG.log(
          Level.WARNING,
          "analysis "
              + analysis.name()
              + "/"
              + analysis.configuration()
              + ": "
              + (first - head.offset())
              + " records of "
              + partition
              + " were deleted before they were read");
    }
    return Math.max(first, head.offset());
  }

  /** Records of these lanes that are not folded. */
  long lag(Map<Integer, AnalysisLane> lanes) {
    long lag = 0;
    for (Map.Entry<Integer, AnalysisLane> lane : lanes.entrySet()) {
      TopicPartition partition = new TopicPartition(all.get(0).topic(), lane.getKey());
      lag += lane.getValue().fetched() + consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }
}
