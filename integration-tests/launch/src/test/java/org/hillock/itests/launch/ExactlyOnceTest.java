package org.hillock.itests.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.hillock.itests.launch.Script.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement of exactly-once delivery at a fiftieth of its size, and that it can fail. */
class ExactlyOnceTest {
  private static final String[] SMALL = {
    "bench", "exactly-once", "--frames", "20000", "--swaps", "2", "--kills", "1"
  };

  @TempDir Path folder;

  @Test
  void swapsAndADeathOfTheBrokerLoseAndRepeatNothing() throws Exception {
    Result measured = Script.all(folder.resolve("data")).run(SMALL);
    assertEquals(0, measured.status(), measured.output());
    assertTrue(measured.output().contains("2 swaps, broker killed 1 times"), measured.output());
    assertTrue(measured.output().contains("lost 0, duplicated 0"), measured.output());
  }

  @Test
  void plantedErrorsAreFound() throws Exception {
    String[] mutated = java.util.Arrays.copyOf(SMALL, SMALL.length + 1);
    mutated[SMALL.length] = "--mutate";
    Result measured = Script.all(folder.resolve("data")).run(mutated);
    assertEquals(1, measured.status(), measured.output());
    assertTrue(
        measured.output().contains("lost 1, duplicated 0, not in the ledger 0, out of order 2"),
        measured.output());
  }
}
