package org.hillock.itests.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hillock.itests.launch.Script.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeDistributionTest {
  @TempDir Path folder;

  @Test
  void itStartsWithItsBrokerAndServesAModelThatIsDeployed() throws Exception {
    Script script = Script.all(folder.resolve("data"));
    try (Service platform = script.service()) {
      assertFalse(platform.children().isEmpty());
      Path jar = Script.ROOT.resolve("features/all/target/hillock/demo/fashion-1.jar");
      Result deployed = platform.command("deploy " + jar);
      assertEquals(0, deployed.status(), deployed.output());
      Result swapped = platform.command("swap fashion 1.0.0");
      assertEquals(0, swapped.status(), swapped.output());
      Result inferred = platform.command("infer fashion --image 7");
      assertEquals(0, inferred.status(), inferred.output());
      assertTrue(inferred.output().contains("CLASS"), inferred.output());
      Result nearest = platform.command("infer fashoin --image 7");
      assertEquals(1, nearest.status());
      assertTrue(nearest.output().contains("fashion"), nearest.output());
      Result credentials = script.run("credentials");
      assertEquals(0, credentials.status(), credentials.output());
      assertTrue(credentials.output().contains("bootstrap.servers=127.0.0.1:"));
      assertFalse(credentials.output().contains("password="), credentials.output());
    }
  }

  @Test
  void theBrokerEndsWithAPlatformThatIsKilled() throws Exception {
    try (Service platform = Script.all(folder.resolve("data")).service()) {
      List<ProcessHandle> children = platform.children();
      assertFalse(children.isEmpty());
      platform.kill();
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
    }
  }
}
