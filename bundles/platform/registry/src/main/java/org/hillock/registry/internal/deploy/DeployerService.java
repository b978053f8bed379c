package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hillock.api.registry.DeployException;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.store.CheckpointStore;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The registry's edge to the framework: takes files in, and sees bundles come and go. */
@Component(
    service = {Deployer.class, DeployerService.class},
    immediate = true)
public final class DeployerService implements Deployer {
  private final RegistryService core;
  private final Deployment deployment;
  private final Candidates candidates;
  private final Intake intake;
  private final Worker worker = new Worker();
  private final FrameworkWatch watch;
  private final LoadFolder load;

  @Activate
  public DeployerService(BundleContext context, @Reference RegistryService core)
      throws IOException {
    this.core = core;
    Path data = core.data();
    JarStore jars = new JarStore(data.resolve("jars"));
    CheckpointStore checkpoints = new CheckpointStore(data.resolve("checkpoints"));
    this.deployment = new Deployment(context, core, jars, checkpoints);
    this.candidates = new Candidates(deployment, new Identities(), new Wanted());
    Set<String> allowed = Set.copyOf(List.of(core.configuration().allowed()));
    this.intake = new Intake(deployment, candidates, core.journal(), allowed);
    Restart restart = new Restart(context, deployment, candidates, core.journal());
    restart.read();
    Recovery recovery = new Recovery(context, deployment, candidates, worker);
    this.watch = new FrameworkWatch(context, deployment, recovery);
    watch.open();
    worker.run(restart::restoreStored);
    deployment.factories().all().forEach(recovery::found);
    worker.later(
        () -> restart.restoreEarlier(recovery::waitsFor), core.limits().gapWait().toMillis());
    Path folder = folder(context, core.configuration());
    this.load =
        new LoadFolder(folder, new FolderGuard(folder, data), restart.files(), this::takeIn);
  }

  private static Path folder(BundleContext context, RegistryConfiguration configuration) {
    String folder =
        configuration.load().isEmpty()
            ? Objects.requireNonNullElse(context.getProperty("hillock.load"), "load")
            : configuration.load();
    return Path.of(folder).toAbsolutePath();
  }

  @Override
  public List<VersionId> deploy(Path file) {
    try {
      return intake.take(file);
    } catch (DeployException e) {
      core.report(Type.DEPLOY_REFUSED, "", "", e.getMessage());
      throw e;
    }
  }

  /** A file in load/: of each model that is not manual, its last version goes live. */
  private void takeIn(Path file) {
    try {
      Map<String, VersionId> last = new LinkedHashMap<>();
      deploy(file).forEach(id -> last.put(id.model(), id));
      last.values().stream()
          .filter(id -> !core.manual(id.model()))
          .forEach(id -> core.swap(SwapRequest.to(id)));
    } catch (RegistryException refused) {
      System.getLogger("org.hillock.registry")
          .log(System.Logger.Level.DEBUG, "refused: " + refused.getMessage());
    }
  }

  /** Takes a configured candidate in. */
  void configure(Wanted.Entry entry) {
    candidates.wanted().put(entry);
    core.aliases(entry.model(), candidates.wanted().aliases(entry.model()));
    worker.run(
        () ->
            deployment.factories().all().stream()
                .filter(f -> f.factory().equals(entry.factory()) && f.bundle() != null)
                .forEach(
                    f ->
                        candidates.add(
                            entry.model(), f.bundle(), entry.checkpoint(), entry.pid())));
  }

  void unconfigure(Wanted.Entry entry) {
    candidates.wanted().remove(entry.pid());
    core.aliases(entry.model(), candidates.wanted().aliases(entry.model()));
  }

  CheckpointStore checkpoints() {
    return deployment.checkpoints();
  }

  RegistryService core() {
    return core;
  }

  @Deactivate
  void stop() {
    load.close();
    watch.close();
    worker.close();
  }
}
