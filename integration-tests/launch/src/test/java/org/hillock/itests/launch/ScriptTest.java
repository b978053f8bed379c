package org.hillock.itests.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.hillock.itests.launch.Script.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
  @TempDir Path folder;

  @Test
  void helpShowsAnExampleOfEverySubcommand() throws Exception {
    Result help = Script.core(folder).run("help");
    assertEquals(0, help.status());
    for (String command : new String[] {"demo", "do", "bench", "train", "credentials"}) {
      assertTrue(help.output().contains("example: ./hillock " + command), command);
    }
  }

  @Test
  void anUnknownSubcommandIsWrongUsage() throws Exception {
    Result unknown = Script.core(folder).run("dmeo");
    assertEquals(2, unknown.status());
    assertEquals(1, unknown.output().lines().count(), unknown.output());
  }

  @Test
  void withoutABrokerThereAreNoCredentials() throws Exception {
    assertEquals(1, Script.core(folder).run("credentials").status());
  }
}
