package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.hillock.analyzer.internal.TestFolds;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Frame;
import org.hillock.api.activation.FrameView;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.Channel;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.Hosting;
import org.hillock.broker.internal.RealBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalysisHostingTest {
  private static final int PARTITIONS = 3;
  private static final boolean FULL = "full".equals(System.getProperty("hillock.faults"));

  private final List<KafkaTransport> transports = new ArrayList<>();
  private RealBroker broker;
  private String prefix;
  private int tests;
  private List<Frame> frames;
  private Channel channel;

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

  private KafkaTransport transport(String node) {
    KafkaTransport opened =
        new KafkaTransport(
            broker.broker(),
            new StreamSettings(prefix, node, PARTITIONS, 1, 20_000_000, 4 << 20, 8 << 20, 1 << 20));
    transports.add(opened);
    return opened;
  }

  private static HostedAnalysis tally(Analyzer<?> analyzer, String configuration) {
    return TestFolds.of("tally", configuration, "m", analyzer, (finding, old) -> {});
  }

  private static HostedAnalysis tally() {
    return tally(new Tally("default", "1"), "default");
  }

  private void write(int from, int to) throws InterruptedException {
    AnalysisFrames.write(channel, frames.subList(from, to));
  }

  private static Map<String, String> expected(String configuration, List<Frame> frames) {
    return AnalysisFrames.expected(new Tally(configuration, "1"), frames);
  }

  private void awaitFound(String configuration, Map<String, String> expected)
      throws InterruptedException {
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!found(configuration).equals(expected) && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    assertEquals(expected, found(configuration));
  }

  private Map<String, String> found(String configuration) {
    return SameFindings.onTopic(
        broker.broker().clientProperties(), prefix + "findings.tally", configuration);
  }

  private static void awaitStopped(HostedAnalysis analysis) throws InterruptedException {
    TestStreams.await(() -> !TestFolds.stopped(analysis).isEmpty(), "a stop");
  }

  @Test
  void aRestartGoesOnWithoutReadingAFrameTwice() throws Exception {
    write(0, 200);
    HostedAnalysis first = tally();
    try (Hosting ignored = transport("a").host(first).orElseThrow()) {
      awaitFound("default", expected("default", frames.subList(0, 200)));
    }
    write(200, 250);
    HostedAnalysis second = tally();
    try (Hosting hosting = transports.get(1).host(second).orElseThrow()) {
      write(250, 300);
      awaitFound("default", expected("default", frames));
      TestStreams.await(
          () -> hosting.describe().equals("partitions [0, 1, 2] of 3, lag 0, open"),
          "lag 0: " + hosting.describe());
    }
    assertEquals(200, TestFolds.frames(first));
    assertEquals(100, TestFolds.frames(second));
  }

  @Test
  void everyHostSeesAllFindingsAndTheOldOnesAsOld() throws Exception {
    write(0, 100);
    try (Hosting ignored = transport("a").host(tally()).orElseThrow()) {
      awaitFound("default", expected("default", frames.subList(0, 100)));
    }
    List<Seen> seen = List.of(new Seen(), new Seen());
    List<HostedAnalysis> two = new ArrayList<>();
    List<Hosting> hostings = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      two.add(TestFolds.of("tally", "default", "m", new Tally("default", "1"), seen.get(i)::found));
      hostings.add(transport("b" + i).host(two.get(i)).orElseThrow());
    }
    for (Hosting hosting : hostings) {
      TestStreams.await(() -> hosting.describe().endsWith("lag 0, open"), "a member");
    }
    write(100, 300);
    awaitFound("default", expected("default", frames));
    for (Seen each : seen) {
      TestStreams.await(() -> each.fresh().equals(expected("default", frames)), "new findings");
      assertEquals(expected("default", frames.subList(0, 100)), each.old);
    }
    assertEquals(200, two.stream().mapToLong(TestFolds::frames).sum());
  }

  /** What one host was shown. */
  private static final class Seen {
    final Map<String, String> old = new TreeMap<>();
    private final Map<String, String> fresh = new TreeMap<>();

    synchronized void found(Finding finding, boolean before) {
      (before ? old : fresh).put(finding.key(), finding.json());
    }

    synchronized Map<String, String> fresh() {
      return new TreeMap<>(fresh);
    }
  }

  @Test
  void anAnalysisFromNowOnLeavesWhatWasThere() throws Exception {
    write(0, 100);
    HostedAnalysis now =
        TestFolds.fromNow("tally", "late", "m", new Tally("late", "1"), (finding, old) -> {});
    Hosting hosting = transport("a").host(now).orElseThrow();
    TestStreams.await(() -> hosting.describe().endsWith("lag 0, open"), "a member");
    write(100, 200);
    awaitFound("late", expected("late", frames.subList(100, 200)));
    hosting.close();
    write(200, 300);
    transports.get(1).host(now).orElseThrow();
    awaitFound("late", expected("late", frames.subList(100, 300)));
  }

  @Test
  void hostsThatComeAndGoWhileFramesFlowCountEveryFrameOnce() throws Exception {
    Hosting[] hostings = new Hosting[3];
    for (int i = 0; i < 3; i++) {
      hostings[i] = transport("n" + i).host(tally()).orElseThrow();
      write(i * 50, i * 50 + 50);
    }
    hostings[0].close();
    write(150, 200);
    hostings[1].close();
    hostings[0] = transports.get(1).host(tally()).orElseThrow();
    write(200, 250);
    hostings[2].close();
    write(250, 300);
    awaitFound("default", expected("default", frames));
    assertTrue(hostings[0].describe().startsWith("partitions [0, 1, 2]"), hostings[0].describe());
  }

  @Test
  void aBrokerThatDiesInACommitCostsNothingAndDoublesNothing() throws Exception {
    HostedAnalysis analysis = tally();
    Hosting hosting = transport("a").host(analysis).orElseThrow();
    int kills = FULL ? 5 : 1;
    int part = frames.size() / (kills + 1);
    write(0, part);
    for (int i = 1; i <= kills; i++) {
      int before = i * part;
      TestStreams.await(() -> TestFolds.frames(analysis) > before - part, "some frames");
      broker.kill();
      write(before, before + part);
      broker.awaitReady();
    }
    awaitFound("default", expected("default", frames));
    assertTrue(hosting.describe().endsWith("open"), hosting.describe());
  }

  @Test
  void anAnalyzerThatThrowsStopsAndItsRepairGoesOnFromThere() throws Exception {
    write(0, 100);
    UUID bad = frames.get(150).session();
    long sequence = frames.get(150).sequence();
    HostedAnalysis broken =
        tally(
            new Tally("default", "1") {
              @Override
              public Map<String, Long> accept(Map<String, Long> state, FrameView frame) {
                Map<String, Long> next = super.accept(state, frame);
                if (frame.session().equals(bad) && frame.sequence() == sequence) {
                  throw new IllegalStateException("on purpose");
                }
                return next;
              }
            },
            "default");
    transport("a").host(broken).orElseThrow();
    awaitFound("default", expected("default", frames.subList(0, 100)));
    write(100, 300);
    awaitStopped(broken);
    assertTrue(TestFolds.stopped(broken).contains("on purpose"), TestFolds.stopped(broken));
    HostedAnalysis repaired = tally();
    transports.get(1).host(repaired).orElseThrow();
    awaitFound("default", expected("default", frames));
    assertTrue(TestFolds.frames(repaired) <= 200, "from its last commit on");
  }

  @Test
  void anotherFormGoesOnWithTheMigratedStateOrIsRefused() throws Exception {
    write(0, 100);
    try (Hosting ignored = transport("a").host(tally()).orElseThrow()) {
      awaitFound("default", expected("default", frames.subList(0, 100)));
    }
    HostedAnalysis refused = tally(new Tally("default", "2"), "default");
    Hosting hosting = transports.get(1).host(refused).orElseThrow();
    awaitStopped(refused);
    hosting.close();
    assertTrue(
        TestFolds.stopped(refused).contains("form '2', got one of form '1'"),
        TestFolds.stopped(refused));
    HostedAnalysis anew = tally(new Tally("other", "2"), "other");
    try (Hosting ignored = transports.get(1).host(anew).orElseThrow()) {
      awaitFound("other", expected("other", frames.subList(0, 100)));
    }
    HostedAnalysis migrated =
        tally(
            new Tally("default", "2") {
              @Override
              @SuppressWarnings("unchecked")
              public Map<String, Long> migrate(String form, Object state) {
                return (Map<String, Long>) state;
              }
            },
            "default");
    try (Hosting ignored = transports.get(1).host(migrated).orElseThrow()) {
      write(100, 300);
      awaitFound("default", expected("default", frames));
    }
    assertEquals(200, TestFolds.frames(migrated));
    HostedAnalysis back = tally();
    transports.get(1).host(back).orElseThrow();
    awaitStopped(back);
  }

  @Test
  void supersededFramesAreSkippedAlsoAfterARestart() throws Exception {
    UUID session = UUID.randomUUID();
    Random random = new Random(3);
    Frame before = AnalysisFrames.frame("m", session, 0, 0, 1, random);
    Frame resumed = AnalysisFrames.frame("m", session, 1, 1, 2, random);
    Frame superseded = AnalysisFrames.frame("m", session, 2, 0, 3, random);
    Frame after = AnalysisFrames.frame("m", session, 3, 1, 4, random);
    AnalysisFrames.write(channel, List.of(before, resumed));
    try (Hosting ignored = transport("a").host(tally()).orElseThrow()) {
      awaitFound("default", expected("default", List.of(before, resumed)));
    }
    AnalysisFrames.write(channel, List.of(superseded, after));
    transports.get(1).host(tally()).orElseThrow();
    awaitFound("default", expected("default", List.of(before, resumed, after)));
  }

  @Test
  void recordsThatAreNotFramesArePassedOver() throws Exception {
    HostedAnalysis analysis = tally();
    transport("a").host(analysis).orElseThrow();
    write(0, 10);
    TestStreams.write(
        broker.broker().clientProperties(),
        prefix + "activations.m",
        "not a frame".getBytes(StandardCharsets.UTF_8));
    write(10, 20);
    awaitFound("default", expected("default", frames.subList(0, 20)));
  }

  @Test
  void whatIsHostedEndsWithItsTransport() throws Exception {
    transport("ends").host(tally()).orElseThrow();
    write(0, 10);
    awaitFound("default", expected("default", frames.subList(0, 10)));
    transports.get(1).close();
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.contains("ends") || name.startsWith("hillock-analysis"))
            .toList();
    assertEquals(List.of(), left);
  }
}
