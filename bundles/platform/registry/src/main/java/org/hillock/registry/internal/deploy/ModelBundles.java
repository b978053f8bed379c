package org.hillock.registry.internal.deploy;

import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.registry.internal.LoadFailure;
import org.hillock.registry.internal.ModelThread;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The bundles that the registry installs, each under {@code hillock:} and the SHA-256 of its jar,
 * and how many loaded versions use each bundle. Bundles are started transiently: the journal, not
 * the framework, says what runs after a restart.
 */
final class ModelBundles {
  static final String SCHEME = "hillock:";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final BundleContext context;
  private final JarStore jars;
  // guarded by this
  private final Map<Long, Integer> uses = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();

  ModelBundles(BundleContext context, JarStore jars) {
    this.context = context;
    this.jars = jars;
  }

  static boolean ours(Bundle bundle) {
    return bundle.getLocation().startsWith(SCHEME);
  }

  /** SHA-256 of the jar of a bundle of ours that others have not changed; else an empty text. */
  synchronized String jar(Bundle bundle) {
    if (!ours(bundle) || changed.contains(bundle.getBundleId())) {
      return "";
    }
    return bundle.getLocation().substring(SCHEME.length()).split("~")[0];
  }

  /** Others have updated the bundle in place: its content is no longer that of its location. */
  synchronized void changed(Bundle bundle) {
    if (ours(bundle)) {
      changed.add(bundle.getBundleId());
    }
  }

  synchronized boolean hasChanged(long bundleId) {
    return changed.contains(bundleId);
  }

  /** The installed bundle of a jar, or null. */
  Bundle find(String sha) {
    for (Bundle bundle : context.getBundles()) {
      if (jar(bundle).equals(sha)) {
        return bundle;
      }
    }
    return null;
  }

  /** Installs a jar of the store, unless it is, and starts it. */
  Bundle start(String sha) throws LoadFailure {
    Bundle present = find(sha);
    Bundle bundle = present != null ? present : install(sha);
    try {
      start(bundle);
    } catch (LoadFailure e) {
      if (present == null) {
        uninstall(bundle);
      }
      throw e;
    }
    return bundle;
  }

  void start(Bundle bundle) throws LoadFailure {
    if (bundle.getState() != Bundle.ACTIVE) {
      ModelThread.call(
          "start of " + bundle.getSymbolicName() + " " + bundle.getVersion(),
          LIMIT,
          () -> {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            return null;
          });
    }
  }

  private Bundle install(String sha) throws LoadFailure {
    String location = SCHEME + sha;
    for (int n = 2; context.getBundle(location) != null; n++) {
      location = SCHEME + sha + "~" + n;
    }
    String free = location;
    return ModelThread.call(
        "install",
        LIMIT,
        () -> {
          try (InputStream in = Files.newInputStream(jars.path(sha))) {
            return context.installBundle(free, in);
          } catch (BundleException e) {
            if (e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
              throw new LoadFailure(
                  "a bundle of equal name and version is installed; start the framework with "
                      + Constants.FRAMEWORK_BSNVERSION
                      + "="
                      + Constants.FRAMEWORK_BSNVERSION_MULTIPLE
                      + " or give the jar another version");
            }
            throw e;
          }
        });
  }

  /** Uninstalls and refreshes this bundle only; true when nothing of it is left behind. */
  boolean uninstall(Bundle bundle) {
    FrameworkWiring framework =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    try {
      ModelThread.call(
          "uninstall of " + bundle.getSymbolicName(),
          LIMIT,
          () -> {
            if (bundle.getState() != Bundle.UNINSTALLED) {
              bundle.uninstall();
            }
            CountDownLatch refreshed = new CountDownLatch(1);
            framework.refreshBundles(
                List.of(bundle),
                event -> {
                  if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    refreshed.countDown();
                  }
                });
            return refreshed.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
          });
    } catch (LoadFailure e) {
      System.getLogger("org.hillock.registry").log(System.Logger.Level.WARNING, e.getMessage());
      return false;
    }
    synchronized (this) {
      changed.remove(bundle.getBundleId());
    }
    return bundle.getState() == Bundle.UNINSTALLED
        && !framework.getRemovalPendingBundles().contains(bundle);
  }

  synchronized void use(Bundle bundle) {
    uses.merge(bundle.getBundleId(), 1, Integer::sum);
  }

  synchronized void unuse(Bundle bundle) {
    uses.computeIfPresent(bundle.getBundleId(), (id, n) -> n == 1 ? null : n - 1);
  }

  synchronized boolean used(Bundle bundle) {
    return uses.containsKey(bundle.getBundleId());
  }
}
