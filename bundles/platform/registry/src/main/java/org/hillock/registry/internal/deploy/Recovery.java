package org.hillock.registry.internal.deploy;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.registry.internal.CoreRegistry;
import org.hillock.registry.internal.FailureText;
import org.hillock.registry.internal.LoadFailure;
import org.hillock.registry.internal.SwapKind;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Brings models back that others stopped: when their factory is there again, from what its bundle
 * now is; when an update in place of one of our bundles came up broken, from the jar in the store.
 * Its state belongs to one thread.
 */
final class Recovery {
  private static final long LOOK_MILLIS = 100;
  private static final long BROKEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BundleContext context;
  private final Deployment deployment;
  private final Candidates candidates;
  private final Worker worker;
  private final Map<String, Lost> lost = new HashMap<>();
  private boolean scheduled;
  private volatile boolean down;

  Recovery(BundleContext context, Deployment deployment, Candidates candidates, Worker worker) {
    this.context = context;
    this.deployment = deployment;
    this.candidates = candidates;
    this.worker = worker;
  }

  /** The framework stops: nothing is brought back any more. */
  void shutDown() {
    down = true;
  }

  boolean isDown() {
    return down;
  }

  /** Whether a model waits for its bundle to come back; for the worker's thread. */
  boolean waitsFor(String model) {
    return lost.containsKey(model);
  }

  void lost(List<VersionId> ids) {
    worker.run(
        () -> {
          for (VersionId id : ids) {
            lost.put(id.model(), new Lost(id, deployment.bundleOf(id)));
          }
          look();
        });
  }

  /** A bundle was unresolved by a refresh or an update. */
  void unresolved(long bundleId) {
    worker.run(
        () ->
            lost.values().stream()
                .filter(one -> one.bundleId() == bundleId)
                .forEach(Lost::unresolved));
  }

  /** Something changed that may help. */
  void wake() {
    worker.run(
        () -> {
          lost.values().forEach(Lost::stirred);
          look();
        });
  }

  void found(FactoryRef ref) {
    worker.run(
        () -> {
          Bundle bundle = ref.bundle();
          if (down || bundle == null) {
            return;
          }
          try {
            if (!ModelBundles.ours(bundle)) {
              candidates.of(ref, bundle.getLocation()).forEach(this::firstLive);
              restored(bundle);
            }
            look();
          } catch (Exception e) {
            report(bundle.getSymbolicName() + ": " + FailureText.of(e));
          }
        });
  }

  /** Without any history, the first candidate of a model goes live by itself. */
  private void firstLive(VersionId id) {
    CoreRegistry core = deployment.core();
    String model = id.model();
    List<VersionId> lives = core.lives(model);
    if (core.live(model).isPresent() || core.manual(model) || lost.containsKey(model)) {
      return;
    }
    if (lives.isEmpty()) {
      swap(id, SwapKind.SWAP, "the first version of its model");
    }
  }

  /** What the journal says was live last, of versions with their code in this bundle. */
  private void restored(Bundle bundle) {
    CoreRegistry core = deployment.core();
    for (String model : core.names()) {
      List<VersionId> lives = core.lives(model);
      boolean waits = !lives.isEmpty() && core.live(model).isEmpty() && !lost.containsKey(model);
      if (waits
          && core.knows(lives.get(0))
          && lives.get(0).bundle().equals(bundle.getSymbolicName())
          && lives.get(0).bundleVersion().equals(bundle.getVersion().toString())) {
        swap(lives.get(0), SwapKind.RESTORE, "live again after a start");
      }
    }
  }

  private void look() {
    if (down) {
      return;
    }
    Iterator<Lost> all = List.copyOf(lost.values()).iterator();
    while (all.hasNext()) {
      Lost one = all.next();
      if (deployment.core().live(one.id().model()).isPresent() || recovered(one)) {
        lost.remove(one.id().model());
      }
    }
    boolean soon = lost.values().stream().anyMatch(one -> one.quiet() < 2 * BROKEN_NANOS);
    if (soon && !scheduled) {
      scheduled = true;
      worker.later(this::lookAgain, LOOK_MILLIS);
    }
  }

  private void lookAgain() {
    scheduled = false;
    look();
  }

  /** Whether nothing more is to be done for it. */
  private boolean recovered(Lost one) {
    Bundle bundle = context.getBundle(one.bundleId());
    if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
      report(one.id().model() + " " + one.id() + ": its bundle was uninstalled by others");
      return true;
    }
    Optional<FactoryRef> ref = deployment.factories().of(bundle).stream().findFirst();
    boolean running = bundle.getState() == Bundle.ACTIVE && ref.isPresent() && wired(bundle);
    boolean broken = deployment.bundles().hasChanged(bundle.getBundleId());
    if (running) {
      long service = (Long) ref.get().service().getProperty(Constants.SERVICE_ID);
      if (one.firstTry(service)) {
        one.stirred();
        return rebuilt(one, bundle);
      }
    }
    if (one.quiet() < BROKEN_NANOS) {
      return false;
    }
    if (broken) {
      return reinstalled(one, bundle);
    }
    if (bundle.getState() == Bundle.RESOLVED && ModelBundles.ours(bundle) && one.takeUnresolved()) {
      started(bundle);
    }
    return false;
  }

  /** Starts a bundle of ours that a refresh by others left stopped. */
  private void started(Bundle bundle) {
    try {
      deployment.bundles().start(bundle);
    } catch (LoadFailure e) {
      report(e.getMessage());
    }
  }

  /** Whether all that it is wired to runs; a fragment or a lazy bundle counts as running. */
  private boolean wired(Bundle bundle) {
    return Wiring.closure(bundle, context.getBundle()).stream()
        .allMatch(
            b ->
                b.getState() == Bundle.ACTIVE
                    || b.getState() == Bundle.STARTING
                    || b.getHeaders("").get(Constants.FRAGMENT_HOST) != null);
  }

  private boolean rebuilt(Lost one, Bundle bundle) {
    try {
      VersionId choice = null;
      for (FactoryRef ref : deployment.factories().of(bundle)) {
        for (VersionId id : candidates.of(ref, bundle.getLocation())) {
          if (id.model().equals(one.id().model())
              && (choice == null || id.checkpoint().equals(one.id().checkpoint()))) {
            choice = id;
          }
        }
      }
      return choice != null && swap(choice, SwapKind.RESTORE, "live again after a stop by others");
    } catch (Exception e) {
      report(bundle.getSymbolicName() + ": " + FailureText.of(e));
      return false;
    }
  }

  private boolean reinstalled(Lost one, Bundle bundle) {
    for (VersionId id : deployment.core().lives(one.id().model())) {
      if (deployment.jars().contains(deployment.jarOf(id))) {
        deployment.bundles().uninstall(bundle);
        return swap(
            id, SwapKind.RESTORE, "its jar was installed again after a broken update by others");
      }
    }
    return false;
  }

  private boolean swap(VersionId id, SwapKind kind, String why) {
    try {
      deployment.core().swap(SwapRequest.to(id), kind, why).join();
      if (kind == SwapKind.RESTORE) {
        deployment.core().report(Type.RESTORED, id.model(), id.toString(), why);
      }
      return true;
    } catch (CompletionException | CancellationException e) {
      return false;
    }
  }

  private void report(String text) {
    deployment.core().report(Type.DEPLOY_REFUSED, "", "", text);
  }
}
