package org.hillock.itests.analyses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hillock.analysis.rates.internal.RatesAnalyzer;
import org.hillock.analysis.rates.internal.RatesSettings;
import org.hillock.api.activation.Frame;
import org.hillock.stream.internal.AnalysisFrames;
import org.hillock.stream.internal.RecordedStream;
import org.hillock.stream.internal.SameFindings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One analysis over one, two and three platforms that come, go and die while frames flow. */
class SharedAnalysisTest {
  private static final boolean FULL = "full".equals(System.getProperty("hillock.faults"));
  private static final int KEPT = 20;
  private static final int PHASE = FULL ? 2000 : 250;
  private static final int PHASES = 6;
  private static final String RATES =
      "\"org.hillock.analysis.rates~default\": {\"hillock.model\": \"m\","
          + " \"hillock.delivery\": \"lossless\", \"windowsKept\": "
          + KEPT
          + "}";

  @TempDir Path folder;

  private final List<Frame> frames =
      AnalysisFrames.frames("m", 11, 40, PHASE * PHASES, 10 * PHASES, 300_000);
  private RecordedStream stream;

  /** The analysis as the platforms run it. */
  private static RatesAnalyzer rates() {
    Map<String, Object> given = Map.of("hillock_model", "m", "windowsKept", KEPT);
    return new RatesAnalyzer(
        (RatesSettings)
            Proxy.newProxyInstance(
                RatesSettings.class.getClassLoader(),
                new Class<?>[] {RatesSettings.class},
                (proxy, method, arguments) ->
                    given.getOrDefault(method.getName(), method.getDefaultValue())));
  }

  private Platform other(String name, Platform first) throws Exception {
    return new Platform(
        folder.resolve(name),
        RATES
            + ", \"org.hillock.stream\": {\"partitions\": 6}, \"org.hillock.broker\": {\"bootstrap.servers\": \""
            + first.client().get("bootstrap.servers")
            + "\", \"client.file\": \""
            + first.clientFile()
            + "\"}");
  }

  private void write(int phase) throws InterruptedException {
    stream.write(frames.subList(phase * PHASE, (phase + 1) * PHASE));
  }

  /** Waits for the findings of one thread over all frames up to the end of a phase. */
  private void awaitFindings(int phase, String who) throws InterruptedException {
    Map<String, String> expected =
        AnalysisFrames.expected(rates(), frames.subList(0, (phase + 1) * PHASE));
    Await.until(
        () -> difference(expected).isEmpty(),
        () ->
            "the findings of one thread from "
                + who
                + "; first difference: "
                + difference(expected));
  }

  private String difference(Map<String, String> expected) {
    return SameFindings.difference(expected, stream.findings("rates", "default"));
  }

  private static void awaitPartitions(Platform platform, int count) throws Exception {
    String[] line = {""};
    Await.until(
        () -> {
          try {
            line[0] = platform.command("analyses");
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return line[0].matches("(?s).*partitions \\[(\\d+(, )?){" + count + "}] of 6.*open.*");
        },
        () -> count + " of 6 partitions, got " + line[0]);
  }

  @Test
  void platformsThatComeAndGoAndDieGiveTheFindingsOfOneThread() throws Exception {
    try (Platform first =
        new Platform(
            folder.resolve("first"), RATES + ", \"org.hillock.stream\": {\"partitions\": 6}")) {
      first.start().awaitReady();
      awaitPartitions(first, 6);
      stream = new RecordedStream(first.client(), "m", 6);
      try (Platform second = other("second", first);
          Platform third = other("third", first)) {
        write(0);
        awaitFindings(0, "one platform");
        second.start();
        third.start();
        write(1);
        second.awaitReady();
        third.awaitReady();
        awaitPartitions(first, 2);
        write(2);
        awaitFindings(2, "three platforms");
        write(3);
        third.kill();
        write(4);
        awaitFindings(4, "two platforms after the death of a third");
        awaitPartitions(first, 3);
        String seen = second.command("findings rates -n 100000");
        assertEquals(
            stream.findings("rates", "default").size(), seen.lines().count(), "seen by the second");
        first.command("findings rates -n 1");
        second.terminate();
        write(5);
        awaitFindings(5, "one platform that is left");
        assertTrue(first.command("analyses").contains("partitions [0, 1, 2, 3, 4, 5] of 6"));
      } finally {
        stream.close();
      }
    }
  }
}
