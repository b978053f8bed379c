package org.hillock.itests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform is killed with -9 at random moments, and its broker ends with it. The log holds the
 * first calls of each session without a gap, durable sessions go on from there, the others have
 * their end marker.
 */
class PlatformDeathTest {
  /** Oldest call that may be missing, ms: commit interval, and a commit on a loaded machine. */
  private static final long MISSING_MS = 10_000;

  private static final int RUN_MS = 1500;
  private static final int START_MS = 6000;

  @TempDir Path folder;

  private Load load;
  private PlatformProcess platform;
  private Auditor auditor;

  @BeforeEach
  void prepare() throws Exception {
    load = new Load(folder.resolve("load"), 1, 2);
    platform =
        new PlatformProcess(
            folder.resolve("data"),
            Map.of(
                "org.hillock.bench.load",
                load.configuration(),
                "org.hillock.stream",
                "{\"node\": \"" + PlatformProcess.NODE + "\"}"));
  }

  @AfterEach
  void close() throws Exception {
    Closing.all(auditor, platform);
  }

  @Test
  void aPlatformKilledAtRandomMomentsLeavesAGapFreeLogAndGoesOn() throws Exception {
    Random random = Scale.random("platform killed");
    int kills = Scale.times(50);
    platform.start().awaitReady();
    load.run();
    auditor = new Auditor(platform.data().resolve("broker/reader.properties"), load.ledgers());
    killed(random.nextInt(RUN_MS), true);
    for (int i = 1; i < kills; i++) {
      if (random.nextInt(3) == 0) {
        load.unwant();
        load.want();
        platform.start();
        killed(random.nextInt(START_MS), false);
      } else {
        awaitEnds(i);
        load.run();
        killed(random.nextInt(RUN_MS), true);
      }
    }
    awaitEnds(kills);
    load.run();
    load.awaitCalls(100);
    load.end();
    Map<String, Long> counts = auditor.expectGood("platform killed " + kills + " times");
    assertEquals(0, counts.get("superseded"), counts::toString);
    assertTrue(counts.get("missing-ms") < MISSING_MS, counts::toString);
    assertTrue(counts.get("deaths") >= kills, counts::toString);
  }

  /** Lets it live for a while, kills it, and waits for the end of its broker. */
  private void killed(int millis, boolean ready) throws Exception {
    Thread.sleep(millis);
    String state = load.state();
    List<ProcessHandle> children = platform.kill();
    for (ProcessHandle child : children) {
      child.onExit().get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    String from = ready ? "the load ran" : "its start";
    Scale.say("platform killed %d ms after %s; the load says '%s'", millis, from, state);
    if (ready) {
      Path mark = platform.data().resolve("broker/data/.kafka_cleanshutdown");
      assertTrue(Files.exists(mark), "the broker shuts down cleanly when its platform is gone");
    }
  }

  /** Starts the next life without a load, until the log says how the one before ended. */
  private void awaitEnds(int deaths) throws Exception {
    load.unwant();
    platform.start().awaitReady();
    Await.until(
        () -> auditor.ask().get("unended") == 0, () -> "end markers; it says " + auditor.lines());
    auditor.expectGood("after death " + deaths);
  }
}
