package org.hillock.stream.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.StoppedException;
import org.hillock.api.spi.HostedAnalysis.Stored;

/**
 * Writes what changed of the states, the findings and the offsets in one transaction. The offsets
 * go last and with the group's generation, so a process that the group has given up writes nothing,
 * and what it had begun is on the log before its successor looks. For one thread.
 */
final class AnalysisCommit {
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long URGENT = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long OFFSETS_ONLY = TimeUnit.MILLISECONDS.toNanos(500);

  /** At most every such part of the time goes into commits. */
  private static final long SHARE = 4;

  private static final int MAX_ENTRY = 16 << 20;

  private final HostedAnalysis analysis;
  private final AnalysisLog log;
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private long last = System.nanoTime();
  private long cost;
  private long published = AnalysisHead.NONE;

  /**
   * @param topic of the frames
   */
  AnalysisCommit(
      HostedAnalysis analysis,
      AnalysisLog log,
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      String topic) {
    this.analysis = analysis;
    this.log = log;
    this.consumer = consumer;
    this.producer = producer;
    this.topic = topic;
  }

  /** Ends what an earlier process of this id had begun. */
  void open() {
    producer.initTransactions();
  }

  /** Event time up to which findings are published, by whichever process. */
  long published() {
    return Math.max(published, log.states().merged());
  }

  /**
   * Whether it is time.
   *
   * @param news there is something to tell
   * @param urgent somebody waits for it
   * @param moved at least the offsets moved
   */
  boolean due(boolean news, boolean urgent, boolean moved) {
    long since = System.nanoTime() - last;
    return urgent && since > URGENT
        || news && since > Math.max(INTERVAL, SHARE * cost)
        || moved && since > OFFSETS_ONLY;
  }

  /**
   * Writes and commits.
   *
   * @param lanes all partitions of this process
   * @param heads of those that moved
   * @param others states of the partitions of other processes, or null where findings are not this
   *     process' task now
   * @param through event time up to which findings are published then
   */
  void write(
      Map<Integer, AnalysisLane> lanes,
      Map<Integer, AnalysisHead> heads,
      Map<Integer, Stored> others,
      long through) {
    long begun = System.nanoTime();
    producer.beginTransaction();
    heads.forEach((partition, head) -> state(partition, lanes.get(partition), head));
    List<Finding> findings = others == null ? null : analysis.findings(others);
    boolean advances = findings != null && through > published();
    if (findings != null) {
      log.published().news(findings).forEach(producer::send);
    }
    if (advances) {
      send(log.states().mergedKey(), AnalysisStates.mergedValue(through));
    }
    producer.flush();
    producer.sendOffsetsToTransaction(offsets(lanes, heads), consumer.groupMetadata());
    producer.commitTransaction();
    heads.forEach((partition, head) -> lanes.get(partition).committed(head));
    log.published().committed();
    published = advances ? through : published;
    last = System.nanoTime();
    cost = last - begun;
  }

  private void state(int partition, AnalysisLane lane, AnalysisHead head) {
    AnalysisStates states = log.states();
    if (lane.folded() || lane.committed() == null) {
      analysis
          .changes(partition)
          .forEach((name, value) -> send(states.entryKey(partition, name), checked(name, value)));
      if (lane.epochs().news()) {
        send(states.key(partition, AnalysisStates.EPOCHS), lane.epochs().bytes());
      }
    }
    send(states.key(partition, AnalysisStates.HEAD), head.json());
  }

  private static byte[] checked(String name, byte[] value) {
    if (value != null && value.length > MAX_ENTRY) {
      throw new StoppedException(
          "expected entries of a state of at most "
              + MAX_ENTRY
              + " bytes, got "
              + value.length
              + " in '"
              + name
              + "'");
    }
    return value;
  }

  private void send(byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(log.stateTopic(), 0, key, value));
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<Integer, AnalysisLane> lanes, Map<Integer, AnalysisHead> heads) {
    Map<Integer, AnalysisHead> all = new TreeMap<>();
    lanes.forEach((partition, lane) -> all.put(partition, lane.committed()));
    all.putAll(heads);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    all.forEach(
        (partition, head) ->
            offsets.put(
                new TopicPartition(topic, partition), new OffsetAndMetadata(head.offset())));
    return offsets;
  }
}
