package org.hillock.stream.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis;

/**
 * Follows the committed states and findings of an analysis, those of other processes and its own.
 * For one thread.
 */
final class AnalysisLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long FINDINGS_BACK = 20_000;

  /** Longer than a transaction of a process that died may stay open. */
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final KafkaClients clients;
  private final HostedAnalysis analysis;
  private final TopicPartition states;
  private final TopicPartition findings;
  private final BooleanSupplier over;
  private final AnalysisStates held;
  private final AnalysisPublished published;
  private final Consumer<byte[], byte[]> consumer;
  private final long oldFindings;
  private final Set<Integer> moved = new HashSet<>();
  private boolean merging;

  /** Opens a consumer, which {@link #close} closes; reads nothing yet. */
  AnalysisLog(
      KafkaClients clients, TopicNames names, HostedAnalysis analysis, BooleanSupplier over) {
    this.clients = clients;
    this.analysis = analysis;
    this.over = over;
    this.states = new TopicPartition(names.analysisState(analysis.name()), 0);
    this.findings = new TopicPartition(names.findings(analysis.name()), 0);
    this.held = new AnalysisStates(analysis.configuration());
    this.published = new AnalysisPublished(findings.topic());
    this.consumer = clients.consumer("analysis-" + analysis.name(), true);
    consumer.assign(List.of(states, findings));
    consumer.seekToBeginning(List.of(states));
    oldFindings = consumer.endOffsets(List.of(findings)).get(findings);
    long first = consumer.beginningOffsets(List.of(findings)).get(findings);
    consumer.seek(findings, Math.max(first, oldFindings - FINDINGS_BACK));
  }

  AnalysisStates states() {
    return held;
  }

  String stateTopic() {
    return states.topic();
  }

  AnalysisPublished published() {
    return published;
  }

  /** Whether this process publishes: then what it wrote itself is not news to it. */
  void merging(boolean now) {
    merging = now;
  }

  /** Reads what is there; returns the partitions whose states moved on since the last call. */
  Set<Integer> poll() {
    take(Duration.ZERO);
    Set<Integer> all = Set.copyOf(moved);
    moved.clear();
    return all;
  }

  /**
   * Reads up to what is written now, committed or not: what a process that had a partition before
   * has begun is committed or aborted then.
   *
   * @throws TimeoutException when that takes too long
   */
  void catchUp() {
    Consumer<byte[], byte[]> asking = clients.consumer("analysis-ends", false);
    Map<TopicPartition, Long> ends;
    try {
      ends = asking.endOffsets(List.of(states, findings));
    } finally {
      clients.close(asking);
    }
    long limit = System.nanoTime() + CATCH_UP_NANOS;
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() - limit > 0 || over.getAsBoolean()) {
        throw new TimeoutException("expected the end of " + states.topic() + " in time");
      }
      take(POLL);
    }
  }

  @Override
  public void close() {
    clients.close(consumer);
  }

  private void take(Duration wait) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      if (record.topic().equals(states.topic())) {
        int partition = held.read(record.key(), record.value());
        if (partition >= 0) {
          moved.add(partition);
        }
      } else {
        found(record);
      }
    }
  }

  private void found(ConsumerRecord<byte[], byte[]> record) {
    Finding finding = AnalysisFindingJson.parse(record.value());
    if (finding != null && finding.configuration().equals(analysis.configuration())) {
      if (!merging) {
        published.read(new String(record.key(), StandardCharsets.UTF_8), record.value());
      }
      analysis.found(finding, record.offset() < oldFindings);
    }
  }
}
