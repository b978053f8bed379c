package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hillock.analysis.rates.internal.TestRates;
import org.hillock.analyzer.internal.TestFolds;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalysisPartitionsTest {
  private static final int KEPT = 16;
  private static final boolean FULL = "full".equals(System.getProperty("hillock.faults"));
  private static final int FRAMES = FULL ? 4000 : 800;

  private RealBroker broker;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    broker = new RealBroker(temp.resolve("broker")).awaitReady();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private KafkaTransport transport(String prefix, String node, int partitions) {
    return new KafkaTransport(
        broker.broker(),
        new StreamSettings(prefix, node, partitions, 1, 20_000_000, 4 << 20, 8 << 20, 1 << 20));
  }

  static List<Arguments> partitionsAndHosts() {
    List<Arguments> some = new ArrayList<>();
    some.add(Arguments.of(1, 1));
    some.add(Arguments.of(4, 1));
    some.add(Arguments.of(12, 1));
    some.add(Arguments.of(4, 2));
    if (FULL) {
      some.add(Arguments.of(1, 2));
      some.add(Arguments.of(4, 3));
      some.add(Arguments.of(12, 2));
      some.add(Arguments.of(12, 3));
    }
    return some;
  }

  @ParameterizedTest
  @MethodSource("partitionsAndHosts")
  void anyNumberOfPartitionsAndHostsGivesTheFindingsOfOneThread(int partitions, int hosts)
      throws Exception {
    List<Frame> frames = AnalysisFrames.frames("m", 7, 20, FRAMES, 3 * KEPT, 500_000);
    Map<String, String> expected =
        AnalysisFrames.expected(TestRates.of("m", "default", KEPT), frames);
    assertTrue(expected.size() > 3 * KEPT, "windows: " + expected.size());
    String prefix = "p" + partitions + "-" + hosts + ".";
    List<KafkaTransport> transports = new ArrayList<>();
    List<HostedAnalysis> folds = new ArrayList<>();
    try {
      for (int i = 0; i < hosts; i++) {
        transports.add(transport(prefix, "n" + i, partitions));
      }
      try (Channel channel = transports.get(0).open("m", Delivery.LOSSLESS)) {
        AnalysisFrames.write(channel, frames);
      }
      for (KafkaTransport transport : transports) {
        HostedAnalysis fold =
            TestFolds.of(
                "rates", "default", "m", TestRates.of("m", "default", KEPT), (f, old) -> {});
        folds.add(fold);
        transport.host(fold).orElseThrow();
      }
      awaitSame(prefix, expected);
    } finally {
      transports.forEach(KafkaTransport::close);
    }
    assertEquals(frames.size(), folds.stream().mapToLong(TestFolds::frames).sum());
    assertEquals("", difference(prefix, expected), "and stays so");
  }

  private void awaitSame(String prefix, Map<String, String> expected) throws InterruptedException {
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!difference(prefix, expected).isEmpty() && System.nanoTime() < limit) {
      Thread.sleep(100);
    }
    assertEquals("", difference(prefix, expected));
  }

  private String difference(String prefix, Map<String, String> expected) {
    return SameFindings.difference(
        expected,
        SameFindings.onTopic(
            broker.broker().clientProperties(), prefix + "findings.rates", "default"));
  }
}
