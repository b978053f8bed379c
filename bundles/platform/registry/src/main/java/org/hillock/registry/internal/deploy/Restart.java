package org.hillock.registry.internal.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.FileJournal;
import org.hillock.registry.internal.JournalEntry;
import org.hillock.registry.internal.SwapKind;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Brings back what the journal says was live. A version whose jar is in the store is loaded at
 * once; for one in a bundle that others install there is some time; then the newest earlier version
 * that is present goes live, and an event says so.
 */
final class Restart {
  private final BundleContext context;
  private final Deployment deployment;
  private final Candidates candidates;
  private final FileJournal journal;

  Restart(
      BundleContext context, Deployment deployment, Candidates candidates, FileJournal journal) {
    this.context = context;
    this.deployment = deployment;
    this.candidates = candidates;
    this.journal = journal;
  }

  /** Makes the versions of the journal known. */
  void read() {
    for (Bundle bundle : context.getBundles()) {
      String jar = deployment.bundles().jar(bundle);
      if (!jar.isEmpty() && !unchanged(bundle, jar)) {
        deployment.bundles().changed(bundle);
      }
    }
    for (JournalEntry entry : journal.entries()) {
      if (entry.action().equals(JournalEntry.DEPLOYED)) {
        entry.versions().forEach(id -> add(id, entry.jar(), entry.file()));
      }
    }
  }

  private boolean unchanged(Bundle bundle, String jar) {
    if (!deployment.jars().contains(jar)) {
      return false;
    }
    try {
      JarFacts facts = JarFacts.read(deployment.jars().path(jar));
      return facts.bundle().equals(bundle.getSymbolicName())
          && bundle.getVersion().equals(org.osgi.framework.Version.parseVersion(facts.version()));
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void add(VersionId id, String jar, String file) {
    String known = deployment.jars().contains(jar) ? jar : "";
    candidates.identities().known(id, known);
    Code code = new Code(id.bundle(), id.bundleVersion(), known, -1, file);
    deployment.core().addRetired(id, deployment.source(id, code, file));
  }

  /** Files that came in in earlier runs, as {@code name/SHA-256}. */
  Set<String> files() {
    Set<String> files = new HashSet<>();
    for (JournalEntry entry : journal.entries()) {
      if (entry.action().equals(JournalEntry.DEPLOYED)) {
        boolean checkpoint = entry.file().endsWith(".safetensors");
        for (VersionId id : entry.versions()) {
          files.add(entry.file() + "/" + (checkpoint ? id.checkpoint() : entry.jar()));
        }
      }
    }
    return files;
  }

  /** Restores models whose live version is in the store. */
  void restoreStored() {
    for (String model : deployment.core().names()) {
      List<VersionId> lives = deployment.core().lives(model);
      if (!lives.isEmpty() && deployment.core().live(model).isEmpty()) {
        VersionId id = lives.get(0);
        if (deployment.jars().contains(deployment.jarOf(id))) {
          restore(id, "live again after a start");
        }
      }
    }
  }

  /**
   * Restores what is not live yet from the newest version that is present.
   *
   * @param except models that are not to be touched
   */
  void restoreEarlier(Predicate<String> except) {
    CoreRegistry core = deployment.core();
    for (String model : core.names()) {
      List<VersionId> lives = new ArrayList<>(core.lives(model));
      if (lives.isEmpty() || core.live(model).isPresent() || except.test(model)) {
        continue;
      }
      VersionId wanted = lives.get(0);
      for (VersionId id : lives) {
        String why =
            id.equals(wanted)
                ? "live again after a start"
                : "the journal's live version " + wanted + " is missing; " + id + " goes live";
        if (core.knows(id) && restore(id, why)) {
          break;
        }
      }
    }
  }

  private boolean restore(VersionId id, String why) {
    try {
      deployment.core().swap(SwapRequest.to(id), SwapKind.RESTORE, why).join();
      deployment.core().report(Type.RESTORED, id.model(), id.toString(), why);
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
