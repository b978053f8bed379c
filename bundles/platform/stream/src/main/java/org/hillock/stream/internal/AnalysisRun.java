package org.hillock.stream.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.Stored;

/**
 * Folds the partitions that the group gives this process, from the last committed state on, until
 * something fails or ends it. Nothing that is not committed outlives it. For one thread.
 */
final class AnalysisRun implements ConsumerRebalanceListener, AutoCloseable {
  private static final Duration IDLE = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofMillis(5);
  private static final long SLICE_NANOS = 100_000_000;

  private final HostedAnalysis analysis;
  private final BooleanSupplier over;
  private final AnalysisLog log;
  private final AnalysisCommit commit;
  private final AnalysisInput input;
  private final AnalysisPace pace;
  private final Map<Integer, AnalysisLane> lanes = new TreeMap<>();
  private boolean othersMoved;
  private boolean othersWait;
  private boolean ended;
  private volatile String place = "joins the others";

  /**
   * @param over whether to end
   */
  AnalysisRun(
      HostedAnalysis analysis,
      AnalysisLog log,
      AnalysisInput input,
      AnalysisCommit commit,
      BooleanSupplier over) {
    this.analysis = analysis;
    this.log = log;
    this.input = input;
    this.commit = commit;
    this.over = over;
    this.pace = new AnalysisPace(analysis.skew(), input.all().size());
  }

  /** Where it is, in one line. */
  String place() {
    return place;
  }

  void run() {
    commit.open();
    input.join(this);
    while (!over.getAsBoolean()) {
      boolean more = fold();
      follow();
      commitWhenDue();
      input.fetch(lanes, more ? Duration.ZERO : blocked() || othersWait ? SOON : IDLE);
      place = describe();
    }
    commitNow();
    ended = true;
  }

  /** Nothing more is to be committed. */
  void fail() {
    ended = true;
  }

  @Override
  public void close() {
    lanes.keySet().forEach(analysis::revoke);
    lanes.clear();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    if (ended || assigned.isEmpty()) {
      return;
    }
    log.catchUp();
    for (TopicPartition each : assigned) {
      lanes.put(each.partition(), new AnalysisLane(analysis, each.partition(), log.states()));
    }
    input.seek(assigned, log.states());
    log.merging(merges());
    othersMoved = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    if (!ended && !revoked.isEmpty()) {
      commitNow();
      // or what is found next would be less than what these partitions have given
      log.catchUp();
    }
    forget(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    forget(lost);
  }

  private void forget(Collection<TopicPartition> gone) {
    for (TopicPartition each : gone) {
      if (lanes.remove(each.partition()) != null) {
        analysis.revoke(each.partition());
      }
    }
    log.merging(merges());
  }

  /** Folds for a while; returns whether there is more that may be folded. */
  private boolean fold() {
    long end = System.nanoTime() + SLICE_NANOS;
    for (AnalysisLane lane : lanes.values()) {
      while (lane.fold(pace.horizon())) {
        if (System.nanoTime() - end > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private void follow() {
    for (int partition : log.poll()) {
      othersMoved |= !lanes.containsKey(partition);
    }
    if (pace.bounded() && (blocked() || othersMoved && merges())) {
      input.askEnds();
      pace.move(heads(Map.of()), input.ends(), commit.published());
    }
  }

  private void commitWhenDue() {
    Map<Integer, AnalysisHead> next = moved();
    boolean folded = false;
    boolean waits = false;
    for (Map.Entry<Integer, AnalysisHead> each : next.entrySet()) {
      AnalysisLane lane = lanes.get(each.getKey());
      AnalysisHead before = lane.committed();
      folded |= lane.folded() || before == null;
      waits |= before == null || waits(each.getValue()) && each.getValue().next() != before.next();
    }
    boolean merge = merges() && (folded || waits || othersMoved);
    othersWait =
        merges()
            && pace.bounded()
            && heads(Map.of()).values().stream().anyMatch(head -> waits(head));
    if (commit.due(folded || merge, waits || merge && othersWait, !next.isEmpty())) {
      write(next, merge);
    }
  }

  private void commitNow() {
    Map<Integer, AnalysisHead> next = moved();
    if (!next.isEmpty()) {
      write(next, merges());
    }
  }

  private void write(Map<Integer, AnalysisHead> next, boolean merge) {
    Map<Integer, Stored> others = null;
    if (merge) {
      others = new TreeMap<>();
      for (int partition : log.states().partitions()) {
        if (!lanes.containsKey(partition)) {
          others.put(partition, log.states().stored(partition));
        }
      }
      othersMoved = false;
    }
    commit.write(
        lanes, next, others, pace.published(heads(next), input.ends(), commit.published()));
    pace.move(heads(Map.of()), input.ends(), commit.published());
  }

  private boolean waits(AnalysisHead head) {
    return head.next() != AnalysisHead.NOTHING && head.next() > pace.horizon();
  }

  /** The heads of the lanes that are not where their committed heads are. */
  private Map<Integer, AnalysisHead> moved() {
    Map<Integer, AnalysisHead> moved = new TreeMap<>();
    lanes.forEach(
        (partition, lane) -> {
          AnalysisHead head = lane.head(analysis.form(), input.position(partition));
          if (lane.folded() || !head.equals(lane.committed())) {
            moved.put(partition, head);
          }
        });
    return moved;
  }

  /** The last committed head of each partition, and newer ones of this process. */
  private Map<Integer, AnalysisHead> heads(Map<Integer, AnalysisHead> newer) {
    Map<Integer, AnalysisHead> heads = new HashMap<>();
    for (TopicPartition each : input.all()) {
      int partition = each.partition();
      AnalysisLane lane = lanes.get(partition);
      AnalysisHead head = newer.get(partition);
      if (head == null) {
        head = lane == null ? log.states().head(partition) : lane.committed();
      }
      if (head != null) {
        heads.put(partition, head);
      }
    }
    return heads;
  }

  private boolean blocked() {
    return lanes.values().stream().anyMatch(AnalysisLane::waiting);
  }

  private boolean merges() {
    return lanes.containsKey(0);
  }

  private String describe() {
    return "partitions "
        + lanes.keySet()
        + " of "
        + input.all().size()
        + ", lag "
        + input.lag(lanes)
        + (lanes.isEmpty() ? ", the others have all" : ", open");
  }
}
