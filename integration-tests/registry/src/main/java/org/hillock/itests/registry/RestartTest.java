package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.registry.VersionId;
import org.hillock.fixtures.FixtureJar;
import org.hillock.store.Checkpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;

class RestartTest {
  @InjectBundleContext BundleContext context;
  @TempDir Path folder;
  Stage stage;

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(context, folder);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  @Test
  void theJournalIsTheTruthAfterARestartOfTheRegistry() throws Exception {
    VersionId one = stage.deploy(jar("lasting", "1.0.0"), "l1.jar");
    VersionId two = stage.deploy(jar("lasting", "2.0.0").with("gain", "2"), "l2.jar");
    stage.swap(one);
    Stage.join(stage.swap(two).unload());
    Bundle registry = stage.bundles("org.hillock.registry").get(0);
    registry.stop();
    registry.start();
    stage.listen();
    Stage.await("version 2", () -> stage.live("lasting").equals("2.0.0"));
    assertEquals(List.of(one), Stage.join(stage.registry().rollback("lasting")).to());
    Stage.join(stage.swap(two).unload());

    registry.stop();
    for (Bundle bundle : stage.bundles("test.lasting")) {
      bundle.uninstall();
    }
    Path jars = Path.of(context.getProperty("hillock.data")).resolve("jars");
    Path lost = jars.resolve(hash(folder.resolve("l2.jar")) + ".jar");
    Files.delete(lost);
    registry.start();
    stage.listen();
    Stage.await("version 1", () -> stage.live("lasting").equals("1.0.0"));
    assertTrue(
        stage.registry().history("lasting").get(0).text().contains("is missing"),
        stage.registry().history("lasting").get(0).text());
    assertEquals(1, Stage.call(stage.client("lasting"), 1));
  }

  @Test
  void aCheckpointOnABundleOfOthersIsLiveAgainAfterARestart() throws Exception {
    stage.install(
        stage.jar(FixtureJar.of("test.theirs", "1.0.0").with("factory", "their"), "t.jar"));
    Path file = folder.resolve("theirs.safetensors");
    Checkpoint checkpoint = FixtureJar.checkpoint("theirs", 6);
    Checkpoints.write(
        Checkpoint.of(
            "their", Checkpoint.NONE, Map.of(), checkpoint.parameters(), checkpoint.card()),
        file);
    VersionId id = stage.deployer().deploy(file).get(0);
    stage.swap(id);
    Bundle registry = stage.bundles("org.hillock.registry").get(0);
    registry.stop();
    registry.start();
    stage.listen();
    Stage.await("the version", () -> stage.live("theirs").equals("1.0.0"));
    assertEquals(6, Stage.call(stage.client("theirs"), 1));
    assertTrue(
        stage.registry().history("theirs").get(0).text().startsWith("live again after a start"),
        stage.registry().history("theirs").get(0).text());
  }

  private static FixtureJar jar(String model, String version) {
    return FixtureJar.of("test." + model, version).with("models", model);
  }

  private static String hash(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
