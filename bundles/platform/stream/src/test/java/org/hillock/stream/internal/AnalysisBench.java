package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hillock.analyzer.internal.TestFolds;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A broker, recorded frames, and hosts of the tally of them, each test with topics of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnalysisBench {
  private static final int PARTITIONS = 3;
  static final boolean FULL = "full".equals(System.getProperty("hillock.faults"));

  final List<KafkaTransport> transports = new ArrayList<>();
  RealBroker broker;
  String prefix;
  private int tests;
  List<Frame> frames;
  Channel channel;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @BeforeEach
  void next() {
    prefix = "t" + ++tests + ".";
    channel = transport("writer").open("m", Delivery.LOSSLESS);
    frames = AnalysisFrames.frames("m", tests, 9, 300, 10, 0);
  }

  @AfterEach
  void close() {
    transports.forEach(KafkaTransport::close);
    transports.clear();
  }

  KafkaTransport transport(String node) {
    KafkaTransport opened =
        new KafkaTransport(
            broker.broker(),
            new StreamSettings(prefix, node, PARTITIONS, 1, 20_000_000, 4 << 20, 8 << 20, 1 << 20));
    transports.add(opened);
    return opened;
  }

  static HostedAnalysis tally(Analyzer<?> analyzer, String configuration) {
    return TestFolds.of("tally", configuration, "m", analyzer, (finding, old) -> {});
  }

  static HostedAnalysis tally() {
    return tally(new Tally("default", "1"), "default");
  }

  void write(int from, int to) throws InterruptedException {
    AnalysisFrames.write(channel, frames.subList(from, to));
  }

  static Map<String, String> expected(String configuration, List<Frame> frames) {
    return AnalysisFrames.expected(new Tally(configuration, "1"), frames);
  }

  void awaitFound(String configuration, Map<String, String> expected) throws InterruptedException {
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!found(configuration).equals(expected) && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    assertEquals(expected, found(configuration));
  }

  Map<String, String> found(String configuration) {
    return SameFindings.onTopic(
        broker.broker().clientProperties(), prefix + "findings.tally", configuration);
  }

  static void awaitStopped(HostedAnalysis analysis) throws InterruptedException {
    TestStreams.await(() -> !TestFolds.stopped(analysis).isEmpty(), "a stop");
  }
}
