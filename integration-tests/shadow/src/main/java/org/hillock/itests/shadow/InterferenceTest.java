package org.hillock.itests.shadow;

import static org.hillock.itests.shadow.Stage.MODEL;
import static org.hillock.itests.shadow.Stage.collected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.hillock.api.data.Dataset;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.VersionId;
import org.hillock.shadow.ShadowSwap;
import org.hillock.shadow.ShadowSwapReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** What others do while a shadow runs. */
class InterferenceTest {
  @InjectBundleContext BundleContext context;

  @InjectService(timeout = 10_000)
  Registry registry;

  @InjectService(timeout = 10_000)
  Deployer deployer;

  @InjectService(timeout = 10_000, filter = "(hillock.dataset=fashion-mnist)")
  Dataset dataset;

  @InjectService(timeout = 10_000)
  ShadowSwap swaps;

  private Versions versions;
  private Traffic traffic;
  private Stage stage;
  private VersionId fixed;

  @BeforeEach
  void begin() throws Exception {
    versions = new Versions(context, deployer);
    traffic = new Traffic(registry, dataset);
    stage = new Stage(context, registry, swaps);
    fixed = versions.fixed();
    stage.swap(fixed);
  }

  @AfterEach
  void noThreadIsLeftBehind() throws Exception {
    Stage.awaitNoThread();
  }

  @Test
  void aSwapByOthersEndsTheShadowWithALine() throws Exception {
    VersionId learned = versions.learned();
    VersionId again = versions.fixedAgain();
    ShadowSwapReport report = stage.run(again, 1, 0, () -> stage.swap(learned));
    assertEquals(List.of("version " + learned + " went live by another swap"), report.refusals());
    assertEquals(Optional.of(learned), registry.model(MODEL).live());
    assertTrue(collected(report));
  }

  @Test
  void anUninstallOfTheCandidateByOthersEndsTheShadowWithALine() throws Exception {
    VersionId learned = versions.learned();
    ShadowSwapReport report =
        stage.run(
            learned,
            1,
            0,
            () -> {
              traffic.send(16);
              Bundle bundle = stage.bundleOf(learned);
              assertNotNull(bundle);
              bundle.uninstall();
              traffic.send(16);
            });
    assertEquals(1, report.refusals().size());
    assertTrue(
        report.refusals().get(0).endsWith(", which the candidate needs"),
        report.refusals().toString());
    assertEquals(Optional.of(fixed), registry.model(MODEL).live());
    assertEquals(0, registry.model(MODEL).failed());
  }

  @Test
  void anUninstallOfTheLiveVersionByOthersEndsTheShadowWithALine() throws Exception {
    VersionId again = versions.fixedAgain();
    ShadowSwapReport report = stage.run(again, 1, 0, () -> stage.bundleOf(fixed).uninstall());
    assertTrue(
        report.refusals().get(0).endsWith(", which the live version needs"),
        report.refusals().toString());
    assertTrue(collected(report));
  }

  @Test
  void aStopOfTheBundleThatComparesLeavesNothingBehind() throws Exception {
    VersionId again = versions.fixedAgain();
    Bundle comparing = FrameworkUtil.getBundle(ShadowSwap.class);
    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () ->
                stage.run(
                    again,
                    1,
                    0,
                    () -> {
                      traffic.send(16);
                      comparing.stop();
                    }));
    comparing.start();
    assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
    assertEquals(Optional.of(fixed), registry.model(MODEL).live());
    Stage.awaitNoThread();
    assertNull(bundleAfterUnload(again));
  }

  private Bundle bundleAfterUnload(VersionId version) throws InterruptedException {
    for (int i = 0; i < 500 && stage.bundleOf(version) != null; i++) {
      Thread.sleep(20);
    }
    return stage.bundleOf(version);
  }
}
