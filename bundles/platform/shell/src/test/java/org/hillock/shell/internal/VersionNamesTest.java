package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.hillock.api.registry.VersionInfo.Phase;
import org.junit.jupiter.api.Test;

class VersionNamesTest {
  private static final VersionId LIVE = id("1.0.0", "aa");
  private static final VersionId CHECKED = id("2.0.0", "ab");
  private static final VersionId FAILED = id("3.0.0", "b");

  private static VersionId id(String version, String checkpoint) {
    return new VersionId("m", "org.m", version, checkpoint + "0".repeat(64 - checkpoint.length()));
  }

  private static ModelInfo model(VersionInfo... versions) {
    return new ModelInfo(
        "m", List.of(), Optional.of(LIVE), List.of(versions), RouteOptions.DEFAULT, 0, 0);
  }

  private static VersionInfo version(VersionId id, Phase phase) {
    return new VersionInfo(id, phase, Instant.EPOCH, "", "", 0);
  }

  private static final ModelInfo MODEL =
      model(
          version(FAILED, Phase.FAILED),
          version(CHECKED, Phase.CHECKED),
          version(LIVE, Phase.LIVE));

  @Test
  void aVersionIsFoundByItsCheckpointItsBundleVersionOrItsText() {
    assertEquals(FAILED, VersionNames.find(MODEL, "b"));
    assertEquals(CHECKED, VersionNames.find(MODEL, "2.0.0"));
    assertEquals(LIVE, VersionNames.find(MODEL, LIVE.toString()));
  }

  @Test
  void whatFitsSeveralIsRefusedAndNamesThem() {
    String message =
        assertThrows(UsageException.class, () -> VersionNames.find(MODEL, "a")).getMessage();
    assertTrue(message.contains(LIVE.toString()) && message.contains(CHECKED.toString()), message);
    assertThrows(UsageException.class, () -> VersionNames.find(MODEL, "zz"));
  }

  @Test
  void theNewestThatMayGoLiveIsTaken() {
    assertEquals(CHECKED, VersionNames.newest(MODEL));
  }

  @Test
  void withoutACandidateItSaysWhatThereIs() {
    ModelInfo only = model(version(LIVE, Phase.LIVE));
    String message =
        assertThrows(CommandFailedException.class, () -> VersionNames.newest(only)).getMessage();
    assertTrue(message.contains(LIVE.toString()), message);
  }
}
