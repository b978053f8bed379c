package org.hillock.itests.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hillock.itests.launch.Script.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final int CALLS = 12;
  private static final String SITE = "hidden1.spikes";
  private static final String RATES =
      "{\"configurations\": {\"org.hillock.analysis.rates~test\": {\"hillock.model\": \"fashion\","
          + " \"hillock.sites\": [\""
          + SITE
          + "\"], \"hillock.delivery\": \"lossless\", \"windowSeconds\": 2.0}}}";

  /** As the shell shows the beginning of a window. */
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @TempDir Path folder;

  @Test
  void aReplayFindsWhatTheAnalysisPublishedOnTheStream() throws Exception {
    Path data = folder.resolve("data");
    Files.createDirectories(data.resolve("conf"));
    Files.writeString(data.resolve("conf").resolve("rates.json"), RATES);
    Script script = Script.all(data);
    try (Service platform = script.service()) {
      succeeds(platform.command("deploy " + demo("fashion-1.jar")));
      succeeds(platform.command("swap fashion 1.0.0"));
      awaitLine(platform, "analyses", "rates");

      Process recording =
          script
              .process(
                  "record",
                  "fashion",
                  SITE,
                  "--to",
                  "run.safetensors",
                  "--lossless",
                  "--frames",
                  Integer.toString(CALLS))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("record.txt").toFile())
              .start();
      awaitLine(platform, "taps", "fashion");
      String calls =
          IntStream.range(0, CALLS)
              .mapToObj(image -> "infer fashion --image " + image)
              .collect(Collectors.joining("; "));
      succeeds(platform.command(calls));
      assertTrue(recording.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, recording.exitValue(), Files.readString(folder.resolve("record.txt")));
      assertTrue(Files.exists(folder.resolve("run.safetensors.json")));

      Result replayed = replay(script);
      assertEquals(0, replayed.status(), replayed.output());
      List<String> expected = replayed.output().lines().map(ReplayTest::asFindings).toList();
      assertFalse(expected.isEmpty());
      List<String> published = List.of();
      for (int i = 0; i < 40 && !published.equals(expected.stream().sorted().toList()); i++) {
        published = platform.command("findings rates -n 1000").output().lines().sorted().toList();
      }
      assertEquals(expected.stream().sorted().toList(), published);
    }
  }

  private Result replay(Script script) throws Exception {
    Path out = folder.resolve("replay.txt");
    Process replay =
        script
            .process("replay", "run.safetensors", "--analysis", "rates")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(replay.waitFor(60, TimeUnit.SECONDS));
    return new Result(replay.exitValue(), Files.readString(out));
  }

  /** The line that {@code findings} has for a line of {@code replay}. */
  private static String asFindings(String line) {
    int json = line.indexOf('{');
    String[] key = line.substring(0, json - 1).split("/");
    long start = Long.parseLong(key[key.length - 1]);
    String window =
        start == 0
            ? "all windows"
            : CLOCK.format(Instant.ofEpochSecond(start / 1_000_000, start % 1_000_000 * 1000));
    String version = key[3].isEmpty() ? "" : " " + key[3];
    return window + " " + key[2] + version + " " + key[4] + " " + line.substring(json);
  }

  private static void awaitLine(Service platform, String command, String word) throws Exception {
    String said = "";
    for (int i = 0; i < 40 && !said.contains(word); i++) {
      said = platform.command(command).output();
    }
    assertTrue(said.contains(word), said);
  }

  private static void succeeds(Result result) {
    assertEquals(0, result.status(), result.output());
  }

  private static Path demo(String jar) {
    return Script.ROOT.resolve("features/all/target/hillock/demo").resolve(jar);
  }
}
