package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.registry.DeployException;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.FailureText;
import org.hillock.registry.internal.Journal;
import org.hillock.registry.internal.JournalEntry;
import org.hillock.registry.internal.LoadFailure;
import org.osgi.framework.Bundle;

/** Takes one file in: a jar or a checkpoint. What is wrong with it leaves nothing behind. */
final class Intake {
  private static final Duration FACTORY_LIMIT = Duration.ofSeconds(3);

  private final Deployment deployment;
  private final Candidates candidates;
  private final Journal journal;
  private final Set<String> allowed;

  /**
   * An intake.
   *
   * @param allowed SHA-256 of files that may come in; empty for all
   */
  Intake(Deployment deployment, Candidates candidates, Journal journal, Set<String> allowed) {
    this.deployment = deployment;
    this.candidates = candidates;
    this.journal = journal;
    this.allowed = allowed;
  }

  List<VersionId> take(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (!Files.isRegularFile(file)) {
        throw new DeployException("expected a file, got none at " + file);
      }
      requireAllowed(file, name);
      boolean checkpoint = name.endsWith(".safetensors");
      if (!checkpoint && !name.endsWith(".jar")) {
        throw new DeployException("expected a .jar or .safetensors file, got " + name);
      }
      return checkpoint ? checkpoint(file, name) : jar(file, name);
    } catch (IOException | LoadFailure | IllegalArgumentException e) {
      throw new DeployException(name + ": " + text(e));
    }
  }

  private void requireAllowed(Path file, String name) throws IOException {
    if (!allowed.isEmpty() && !allowed.contains(FileHash.of(file))) {
      throw new DeployException(
          "expected a file whose SHA-256 is on the list of allowed ones, got " + name);
    }
  }

  private List<VersionId> checkpoint(Path file, String name) throws IOException {
    String sha = deployment.checkpoints().put(file);
    Checkpoint checkpoint = deployment.checkpoints().get(sha);
    if (checkpoint.card() == null) {
      throw new DeployException("expected a checkpoint whose card names a model, got " + name);
    }
    String model = checkpoint.card().name();
    Bundle bundle = bundleFor(model, checkpoint.factory(), name);
    VersionId id = candidates.add(model, bundle, sha, name);
    note(List.of(id), deployment.bundles().jar(bundle), name);
    return List.of(id);
  }

  /** Of several bundles with the factory, the live version's; else the newest. */
  private Bundle bundleFor(String model, String factory, String name) {
    List<FactoryRef> all = deployment.factories().all();
    List<Bundle> bundles =
        all.stream()
            .filter(f -> f.factory().equals(factory))
            .map(FactoryRef::bundle)
            .filter(b -> b != null)
            .sorted(Comparator.comparing(Bundle::getVersion).reversed())
            .toList();
    long live = deployment.core().live(model).map(deployment::bundleOf).orElse(-1L);
    return bundles.stream()
        .filter(b -> b.getBundleId() == live)
        .findFirst()
        .or(() -> bundles.stream().findFirst())
        .orElseThrow(
            () ->
                new DeployException(
                    "expected a checkpoint for one of the factories "
                        + all.stream().map(FactoryRef::factory).distinct().sorted().toList()
                        + ", got one for "
                        + factory
                        + " in "
                        + name));
  }

  private List<VersionId> jar(Path file, String name) throws IOException, LoadFailure {
    JarFacts facts = JarFacts.read(file);
    if (Protected.covers(facts.bundle())) {
      throw new DeployException(
          "bundle "
              + facts.bundle()
              + " is not replaced while the platform runs; put it into the distribution and restart");
    }
    synchronized (deployment.busy()) {
      String sha = FileHash.of(file);
      boolean stored = deployment.jars().contains(sha);
      boolean installed = deployment.bundles().find(sha) != null;
      Bundle bundle = null;
      boolean done = false;
      try {
        deployment.jars().put(file);
        bundle = deployment.bundles().start(sha);
        List<VersionId> ids = versions(bundle, name);
        note(ids, sha, name);
        done = true;
        return ids;
      } finally {
        if (!done && bundle != null && !installed) {
          deployment.bundles().uninstall(bundle);
        }
        if (!done && !stored) {
          deployment.jars().remove(sha);
        }
      }
    }
  }

  private List<VersionId> versions(Bundle bundle, String name) throws IOException {
    if (deployment.factories().await(bundle, f -> true, FACTORY_LIMIT).isEmpty()) {
      throw new DeployException(
          "expected a bundle that registers a model factory, got none from "
              + bundle.getSymbolicName()
              + " in "
              + name);
    }
    Set<VersionId> ids = new LinkedHashSet<>();
    for (FactoryRef ref : deployment.factories().of(bundle)) {
      ids.addAll(candidates.of(ref, name));
    }
    if (ids.isEmpty()) {
      throw new DeployException(
          "expected a checkpoint, a model name or a live model for the factories of "
              + bundle.getSymbolicName()
              + ", got none in "
              + name);
    }
    return List.copyOf(ids);
  }

  private void note(List<VersionId> ids, String jar, String name) throws IOException {
    journal.append(
        new JournalEntry(
            Instant.now(), JournalEntry.DEPLOYED, ids, jar, name, "taken in from " + name));
  }

  private static String text(Exception e) {
    String message = e.getMessage();
    return e instanceof LoadFailure || message != null && message.startsWith("expected")
        ? message
        : FailureText.of(e);
  }
}
