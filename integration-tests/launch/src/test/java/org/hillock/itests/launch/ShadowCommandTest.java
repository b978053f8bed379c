package org.hillock.itests.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hillock.itests.launch.Script.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowCommandTest {
  private static final Path JARS = Script.ROOT.resolve("features/all/target/hillock/demo");

  @TempDir Path folder;

  @Test
  void aShadowOverTheBrokerDecidesASwapFromTheShell() throws Exception {
    try (Service platform = Script.all(folder.resolve("data")).service()) {
      succeeds(platform, "deploy " + JARS.resolve("fashion-1.jar"));
      succeeds(platform, "swap fashion 1.0.0");
      CompletableFuture<Result> shadow =
          CompletableFuture.supplyAsync(
              () ->
                  run(
                      platform,
                      "shadow fashion --to "
                          + JARS.resolve("fashion-2.jar")
                          + " --calls 3 --seconds 50 --bound 1"));
      for (int i = 0; !shadow.isDone(); i++) {
        succeeds(platform, "infer fashion --image " + i);
      }
      Result passed = shadow.get(60, TimeUnit.SECONDS);
      assertEquals(0, passed.status(), passed.output());
      assertTrue(passed.output().contains("hidden1.spikes"), passed.output());
      assertTrue(passed.output().contains(" 0 dropped"), passed.output());
      assertTrue(passed.output().contains("2.0.0") && passed.output().contains(" is live"));

      Result refused = platform.command("shadow fashion --to 1.0.0 --seconds 1 --bound 1");
      assertEquals(1, refused.status(), refused.output());
      assertTrue(
          refused.output().contains("calls: expected 30 or more compared, got 0"),
          refused.output());
      assertTrue(
          succeeds(platform, "history fashion").contains("refused"), "expected it in the history");
      assertFalse(succeeds(platform, "analyses").contains("shadow"));
    }
  }

  private static String succeeds(Service platform, String line) throws Exception {
    Result result = platform.command(line);
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  private static Result run(Service platform, String line) {
    try {
      return platform.command(line);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
