package org.hillock.itests.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.api.tensor.Tensor;
import org.hillock.fixtures.FixtureJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** The registry of the running framework with short limits, and what tests do with it. */
final class Stage implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  final BundleContext context;
  final Path folder;
  final List<RegistryEvent> events = new CopyOnWriteArrayList<>();
  private final List<Bundle> installed = new ArrayList<>();
  private final ServiceTracker<Registry, Registry> registries;
  private final ServiceTracker<Deployer, Deployer> deployers;
  private AutoCloseable listening = () -> {};

  Stage(BundleContext context, Path folder) throws Exception {
    this.context = context;
    this.folder = folder;
    this.registries = new ServiceTracker<>(context, Registry.class, null);
    this.deployers = new ServiceTracker<>(context, Deployer.class, null);
    registries.open();
    deployers.open();
    limits();
    listen();
  }

  /** Limits that fit a test: drain 7 s instead of 45, self-check 3 s instead of 10. */
  private void limits() throws Exception {
    ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admins =
        new ServiceTracker<>(context, ConfigurationAdmin.class, null);
    admins.open();
    ConfigurationAdmin admin = admins.waitForService(5000);
    Configuration configuration = admin.getConfiguration("org.hillock.registry", "?");
    if (configuration.getProperties() == null) {
      Hashtable<String, Object> values = new Hashtable<>();
      values.put("selfCheck", 3);
      values.put("tapBlock", 6);
      values.put("drain", 7);
      configuration.update(values);
    }
    await(
        "the registry with short limits",
        () -> {
          ServiceReference<Registry> found = registries.getServiceReference();
          return found != null && Integer.valueOf(7).equals(found.getProperty("drain"));
        });
    admins.close();
  }

  void listen() throws Exception {
    listening.close();
    events.clear();
    listening = registry().onEvent(events::add);
  }

  Registry registry() {
    try {
      Registry found = registries.waitForService(10_000);
      assertTrue(found != null, "no registry");
      return found;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Deployer deployer() throws InterruptedException {
    return deployers.waitForService(10_000);
  }

  Path jar(FixtureJar jar, String name) throws IOException {
    return jar.write(folder.resolve(name));
  }

  /** Deploys a jar that brings one version. */
  VersionId deploy(FixtureJar jar, String name) throws Exception {
    return deployer().deploy(jar(jar, name)).get(0);
  }

  SwapReport swap(VersionId... ids) {
    return join(registry().swap(SwapRequest.to(ids)));
  }

  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  Client client(String model) {
    return registry().client(model, CallOptions.DEFAULT);
  }

  Session session(String model) {
    return registry().open(model, SessionOptions.DEFAULT);
  }

  /** A call of one step with {@code x} on the first unit; the first output. */
  static float call(Client client, float x) {
    float[] out = new float[4];
    client.apply(inputs(x), Outputs.of(Tensor.of(out, 1, 4)));
    return out[0];
  }

  static Inputs inputs(float x) {
    return Inputs.of(Tensor.of(new float[] {x, 0, 0, 0}, 1, 1, 4));
  }

  /** Installs and starts a bundle as code other than the registry does. */
  Bundle install(Path jar) throws BundleException, IOException {
    Bundle bundle = context.installBundle("test:" + jar, Files.newInputStream(jar));
    installed.add(bundle);
    bundle.start();
    return bundle;
  }

  /** The bundles of the registry with a symbolic name. */
  List<Bundle> bundles(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(b -> symbolicName.equals(b.getSymbolicName()))
        .toList();
  }

  void refresh(Bundle bundle) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.complete(null);
              }
            });
    join(done);
  }

  static void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - until < 0, "waited in vain for " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  boolean saw(RegistryEvent.Type type, String text) {
    return events.stream().anyMatch(e -> e.type() == type && e.text().contains(text));
  }

  @Override
  public void close() throws Exception {
    listening.close();
    for (Bundle bundle : installed) {
      if (bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
      }
    }
    registries.close();
    deployers.close();
  }

  /** The bundle version that is live, or {@code none}. */
  String live(String model) {
    return registry().models().stream()
        .filter(m -> m.name().equals(model))
        .flatMap(m -> m.live().stream())
        .map(VersionId::bundleVersion)
        .findFirst()
        .orElse("none");
  }
}
