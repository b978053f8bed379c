package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.DeployException;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.tensor.Tensor;
import org.hillock.fixtures.FixtureJar;
import org.hillock.store.Checkpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

class DeployerTest {
  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @TempDir Path folder;
  Stage stage;
  int before;

  @BeforeEach
  void open() throws Exception {
    stage = new Stage(context, folder);
    before = context.getBundles().length;
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private String refusal(Path file) {
    DeployException e = assertThrows(DeployException.class, () -> stage.deployer().deploy(file));
    assertEquals(before, context.getBundles().length, "a bundle stayed: " + e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    return e.getMessage();
  }

  private static void expect(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  private static FixtureJar jar(String model, String version) {
    return FixtureJar.of("test." + model, version).with("models", model);
  }

  @Test
  void aJarThatIsNoBundleIsRefused() throws IOException {
    Path plain = stage.jar(jar("plain", "1.0.0").header("Bundle-ManifestVersion", "1"), "p.jar");
    expect("expected a bundle with Bundle-ManifestVersion 2", refusal(plain));
    expect("expected a whole jar", refusal(Files.writeString(folder.resolve("t.jar"), "hello")));
    expect("expected a .jar or", refusal(Files.writeString(folder.resolve("t.txt"), "hello")));
    expect("got none at", refusal(folder.resolve("absent.jar")));
  }

  @Test
  void aTruncatedJarIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(stage.jar(jar("cut", "1.0.0"), "whole.jar"));
    Path cut = folder.resolve("cut.jar");
    Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3));
    expect("expected a whole jar, got a truncated or damaged one in cut.jar", refusal(cut));
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, whole.length / 3, whole.length / 3 + 200, (byte) 7);
    Files.write(cut, damaged);
    expect("expected a whole jar", refusal(cut));
  }

  @Test
  void aBundleThatDoesNotStartOrResolveOrHasNoFactoryIsRefused() throws IOException {
    expect("does not start", refusal(stage.jar(jar("x", "1.0.0").with("failStart", "1"), "f.jar")));
    Path unresolved = stage.jar(jar("y", "1.0.0").header("Import-Package", "org.absent"), "u.jar");
    expect("org.absent", refusal(unresolved));
    Path empty = stage.jar(jar("z", "1.0.0").header("Bundle-Activator", ""), "e.jar");
    refusal(empty);
    Path modelless = stage.jar(FixtureJar.of("test.m", "1.0.0").with("factory", "odd"), "m.jar");
    expect("expected a checkpoint, a model name or a live model", refusal(modelless));
  }

  @Test
  void aBundleThatIsNotSwappableIsRefused() throws IOException {
    for (String name : List.of("org.hillock.api", "org.hillock.nn", "org.hillock.runtime.nd4j")) {
      Path file = stage.jar(FixtureJar.of(name, "9.0.0").with("models", "evil"), "evil.jar");
      expect("is not replaced while the platform runs", refusal(file));
    }
  }

  @Test
  void foreignAndCorruptCheckpointsAreRefused() throws Exception {
    Path file = folder.resolve("c.safetensors");
    Files.writeString(file, "not a checkpoint");
    expect("c.safetensors", refusal(file));
    Checkpoint stranger =
        Checkpoint.of(
            "unheard-of",
            Checkpoint.NONE,
            Map.of(),
            Map.of("w", Tensor.of(new float[] {1}, 1)),
            FixtureJar.checkpoint("stranger", 1).card());
    Checkpoints.write(stranger, file);
    expect("got one for unheard-of", refusal(file));
    stage.swap(stage.deploy(jar("host", "1.0.0"), "host.jar"));
    before = context.getBundles().length;
    Checkpoints.write(FixtureJar.checkpoint("host", 2), file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    expect("c.safetensors", refusal(file));
    Path carrier =
        stage.jar(
            jar("carrier", "1.0.0")
                .entry("HILLOCK-INF/checkpoints/x.safetensors", "nonsense".getBytes()),
            "carrier.jar");
    expect("x.safetensors", refusal(carrier));
  }

  @Test
  void aFileDroppedIntoLoadGoesLiveAndItsDeletionChangesNothing() throws Exception {
    Path load = Path.of(context.getProperty("hillock.load"));
    drop(jar("dropped", "1.0.0"), load.resolve("dropped.jar"));
    Stage.await("version 1", () -> stage.live("dropped").equals("1.0.0"));
    Client client = stage.client("dropped");
    drop(jar("dropped", "2.0.0").with("gain", "2"), load.resolve("dropped.jar"));
    Stage.await("version 2", () -> stage.live("dropped").equals("2.0.0"));
    assertEquals(2, Stage.call(client, 1));
    drop(jar("dropped", "3.0.0").with("promised", "9"), load.resolve("broken.jar"));
    Stage.await("the refusal", () -> stage.saw(Type.SWAP_REFUSED, "expected 9.0"));
    Files.delete(load.resolve("dropped.jar"));
    Files.writeString(load.resolve("junk.jar"), "junk");
    Stage.await("the second refusal", () -> stage.saw(Type.DEPLOY_REFUSED, "junk.jar"));
    assertEquals(2, Stage.call(client, 1));
  }

  @Test
  void aManualRouteWaitsForASwapByHand() throws Exception {
    Configuration configuration =
        configurations.createFactoryConfiguration("org.hillock.model", "?");
    configuration.update(
        new Hashtable<>(
            Map.of("name", "by-hand", "manual", true, "aliases", new String[] {"hand"})));
    Stage.await(
        "the route",
        () ->
            stage.registry().models().stream()
                .anyMatch(m -> m.name().equals("by-hand") && m.aliases().contains("hand")));
    drop(
        jar("by-hand", "1.0.0"),
        Path.of(context.getProperty("hillock.load")).resolve("by-hand.jar"));
    Stage.await("the candidate", () -> !stage.registry().model("hand").versions().isEmpty());
    assertEquals(Optional.empty(), stage.registry().model("hand").live());
    stage.swap(stage.registry().model("hand").versions().get(0).id());
    assertEquals(1, Stage.call(stage.client("hand"), 1));
    configuration.delete();
    Stage.await("no alias", () -> stage.registry().model("by-hand").aliases().isEmpty());
  }

  @Test
  void aConfigurationDescribesACandidate() throws Exception {
    stage.swap(stage.deploy(jar("origin", "1.0.0").with("factory", "fact"), "o.jar"));
    Configuration configuration =
        configurations.createFactoryConfiguration("org.hillock.model", "?");
    Path file = folder.resolve("configured.safetensors");
    Checkpoint checkpoint = FixtureJar.checkpoint("ignored", 7);
    Checkpoints.write(
        Checkpoint.of(
            "fact", Checkpoint.NONE, Map.of(), checkpoint.parameters(), checkpoint.card()),
        file);
    configuration.update(
        new Hashtable<>(
            Map.of("name", "configured", "factory", "fact", "checkpoint", file.toString())));
    Stage.await(
        "the candidate",
        () ->
            stage.registry().models().stream()
                .anyMatch(m -> m.name().equals("configured") && !m.versions().isEmpty()));
    stage.swap(stage.registry().model("configured").versions().get(0).id());
    assertEquals(7, Stage.call(stage.client("configured"), 1));
    configuration.delete();
  }

  @Test
  void aBadConfigurationIsReportedInOneLine() throws Exception {
    Configuration configuration =
        configurations.createFactoryConfiguration("org.hillock.model", "?");
    configuration.update(new Hashtable<>(Map.of("name", "Not A Name")));
    Stage.await("the name", () -> stage.saw(Type.DEPLOY_REFUSED, "got 'Not A Name'"));
    configuration.update(new Hashtable<>(Map.of("name", "fine", "maxConcurrent", -1)));
    Stage.await("the limit", () -> stage.saw(Type.DEPLOY_REFUSED, "maxConcurrent of 0 or more"));
    configuration.update(
        new Hashtable<>(Map.of("name", "fine", "checkpoint", "0".repeat(63) + "1")));
    Stage.await("the checkpoint", () -> stage.saw(Type.DEPLOY_REFUSED, "in the store, got none"));
    configuration.delete();
  }

  @Test
  void limitsOutOfOrderOrBoundsAreRefusedAndTheOldOnesStay() throws Exception {
    Configuration configuration = configurations.getConfiguration("org.hillock.registry", "?");
    Hashtable<String, Object> short7 = new Hashtable<>();
    configuration
        .getProperties()
        .keys()
        .asIterator()
        .forEachRemaining(k -> short7.put(k, configuration.getProperties().get(k)));
    Hashtable<String, Object> bad = new Hashtable<>(short7);
    bad.put("gapWait", 9);
    Client client = first("steady");
    configuration.update(bad);
    Stage.await("the order", () -> stage.saw(Type.DEPLOY_REFUSED, "gap wait < tap block"));
    bad.put("gapWait", 61);
    configuration.update(bad);
    Stage.await("the bound", () -> stage.saw(Type.DEPLOY_REFUSED, "gapWait of 2 to 60, got 61"));
    configuration.update(short7);
    assertEquals(1, Stage.call(client, 1));
  }

  private Client first(String model) throws Exception {
    stage.swap(stage.deploy(jar(model, "1.0.0"), model + ".jar"));
    return stage.client(model);
  }

  private void drop(FixtureJar jar, Path target) throws IOException {
    Path part = stage.jar(jar, "part");
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
