package org.hillock.stream.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.hillock.analyzer.internal.TestFolds;
import org.hillock.api.activation.Frame;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis;
import org.hillock.api.spi.HostedAnalysis.Hosting;
import org.junit.jupiter.api.Test;

class AnalysisHostingTest extends AnalysisBench {
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
