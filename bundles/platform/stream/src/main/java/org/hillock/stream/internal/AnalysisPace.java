package org.hillock.stream.internal;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.hillock.api.spi.HostedAnalysis;

/**
 * Keeps the partitions of an analysis near each other in event time: none is folded further than
 * {@link HostedAnalysis#skew} beyond the slowest that has frames left, nor beyond what was
 * published. So what one has forgotten, all have added to and was shown. For one thread.
 */
final class AnalysisPace {
  private final long skew;
  private final int partitions;
  private long horizon;

  AnalysisPace(long skew, int partitions) {
    this.skew = skew;
    this.partitions = partitions;
    this.horizon = bounded() ? AnalysisHead.NONE : Long.MAX_VALUE;
  }

  boolean bounded() {
    return skew != Long.MAX_VALUE;
  }

  /** Latest event time at which a frame may begin that is folded now. */
  long horizon() {
    return horizon;
  }

  /**
   * Moves the horizon.
   *
   * @param heads the committed head of each partition
   * @param ends where each partition ends now
   */
  void move(Map<Integer, AnalysisHead> heads, Map<TopicPartition, Long> ends, long published) {
    if (bounded()) {
      long low = Math.min(slowest(heads, ends), published);
      horizon = low > Long.MAX_VALUE - skew ? Long.MAX_VALUE : low + skew;
      if (low == AnalysisHead.NONE) {
        horizon = AnalysisHead.NONE;
      }
    }
  }

  /** What is published once the states of these heads are. */
  long published(Map<Integer, AnalysisHead> heads, Map<TopicPartition, Long> ends, long before) {
    long latest = before;
    for (AnalysisHead head : heads.values()) {
      latest = Math.max(latest, head.end());
    }
    long slowest = slowest(heads, ends);
    return slowest == AnalysisHead.NOTHING ? latest : Math.max(latest, slowest);
  }

  /**
   * Event time of the partition that is furthest behind among those with frames left; {@link
   * AnalysisHead#NOTHING} when none has any.
   */
  private long slowest(Map<Integer, AnalysisHead> heads, Map<TopicPartition, Long> ends) {
    if (heads.size() < partitions) {
      return AnalysisHead.NONE;
    }
    long slowest = AnalysisHead.NOTHING;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      AnalysisHead head = heads.get(end.getKey().partition());
      if (head.next() != AnalysisHead.NOTHING) {
        slowest = Math.min(slowest, head.next());
      } else if (head.offset() < end.getValue()) {
        slowest = Math.min(slowest, head.end());
      }
    }
    return slowest;
  }
}
