package org.hillock.itests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A consumer in a process of its own that reads what is committed and compares it with the ledgers
 * whenever it is asked. It outlives the broker.
 */
final class Auditor implements AutoCloseable {
  private static final List<String> ERRORS =
      List.of("lost", "duplicated", "foreign", "misnumbered", "misresumed", "unended");

  private final Process process;
  private final BufferedReader answers;
  private final List<String> lines = new ArrayList<>();
  private Map<String, Long> before = Map.of();
  private Map<String, Long> last = Map.of();

  /**
   * Starts it, and waits until it has found the topic.
   *
   * @param client properties file of a Kafka client
   */
  Auditor(Path client, Path ledgers) throws IOException {
    this.process =
        Processes.start(
            new ProcessBuilder(
                    Distribution.java(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Xmx512m",
                    "-Djava.util.logging.config.file="
                        + Path.of("src/test/resources/logging.properties").toAbsolutePath(),
                    "-cp",
                    Distribution.classPath(
                        "org.hillock.bench-",
                        "org.hillock.api-",
                        "org.hillock.frame-",
                        "flatbuffers-java-"),
                    "org.hillock.bench.internal.OutsideConsumer",
                    client.toString(),
                    "hillock.activations." + PlatformProcess.MODEL,
                    "0",
                    ledgers.toString(),
                    "follow")
                .redirectErrorStream(true));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Counts by name, of all since the start of the log. */
  Map<String, Long> ask() throws IOException {
    lines.clear();
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException ended) {
      lines.add("it had ended: " + ended.getMessage());
    }
    before = last;
    last = counts(answer("AUDIT "));
    return last;
  }

  /** The next line that begins so; those before it are kept. */
  private String answer(String mark) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(mark)) {
        return line;
      }
      lines.add(line);
    }
    throw new AssertionError(
        "expected " + mark + " of the outside consumer, got its end: " + String.join("\n", lines));
  }

  private static Map<String, Long> counts(String line) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String word : line.substring(6).split(" ")) {
      int sign = word.indexOf('=');
      counts.put(word.substring(0, sign), Long.parseLong(word.substring(sign + 1)));
    }
    return counts;
  }

  /** What was wrong the last time. */
  List<String> lines() {
    return lines;
  }

  /** Asks, and fails unless everything is there once and in order, and the ends are marked. */
  Map<String, Long> expectGood(String after) throws Exception {
    Map<String, Long> counts = ask();
    assertTrue(counts.get("expected") > 0, counts::toString);
    for (String error : ERRORS) {
      assertEquals(0, counts.get(error), () -> after + ": " + counts + " " + lines);
    }
    Scale.say("%s: %s", after, counts);
    return counts;
  }

  /** As {@link #expectGood}, and since it was asked before no call is missing: none died. */
  Map<String, Long> expectAll(String after) throws Exception {
    Map<String, Long> counts = expectGood(after);
    for (String loss : List.of("missing", "superseded", "deaths")) {
      assertEquals(
          before.getOrDefault(loss, 0L), counts.get(loss), () -> after + ": " + loss + counts);
    }
    return counts;
  }

  @Override
  public void close() throws Exception {
    try {
      process.getOutputStream().close();
    } catch (IOException ended) {
      // it has ended already, and whoever asked was told
    }
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      Processes.kill(process.toHandle());
    }
  }
}
