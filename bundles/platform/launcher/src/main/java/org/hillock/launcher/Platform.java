package org.hillock.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/** The framework with its bundles. */
final class Platform {
  private static final System.Logger LOG = System.getLogger("org.hillock.launcher");
  private static final long STOP_MILLIS = 60_000;
  private static final long LARGE = 8L << 20;

  private final Framework framework;
  private final Feature feature;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  Platform(Options options, Feature feature, DataFolder data) {
    Map<String, String> properties = new HashMap<>(feature.properties());
    properties.put(Constants.FRAMEWORK_STORAGE, data.path("run", "framework").toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put("felix.shutdown.hook", "false");
    properties.put("hillock.home", options.home().toString());
    properties.put("hillock.data", options.data().toString());
    properties.put("hillock.load", data.path("load").toString());
    properties.put("hillock.interactive", Boolean.toString(options.interactive()));
    properties.put("hillock.nd4j.cache", data.path("cache", "javacpp").toString());
    this.framework = new FrameworkFactory().newFramework(properties);
    this.feature = feature;
  }

  void start(List<Path> files) throws LaunchException, IOException {
    try {
      framework.init();
      BundleContext context = framework.getBundleContext();
      List<Bundle> bundles = new ArrayList<>();
      for (Path file : files) {
        bundles.add(install(context, file));
      }
      framework.start();
      for (String name : feature.first()) {
        for (Bundle bundle : bundles) {
          if (name.equals(bundle.getSymbolicName())) {
            bundle.start();
          }
        }
      }
      InitialConfigurations.apply(context, feature.configurations());
      for (Bundle bundle : bundles) {
        startOrTell(bundle);
      }
    } catch (BundleException e) {
      throw new LaunchException("expected the framework to start, got: " + e.getMessage(), e);
    }
  }

  private static Bundle install(BundleContext context, Path file)
      throws BundleException, IOException {
    String url = file.toUri().toString();
    return context.installBundle(Files.size(file) > LARGE ? "reference:" + url : url);
  }

  private static void startOrTell(Bundle bundle) {
    if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
      return;
    }
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "bundle " + bundle.getSymbolicName() + " did not start: " + e.getMessage(),
          e);
    }
  }

  /** Waits for the services that make the platform ready; returns the filters of missing ones. */
  List<String> awaitReady(Duration limit) throws InterruptedException {
    return new Readiness(framework.getBundleContext(), feature.ready()).await(limit);
  }

  /** Tells bundles that the platform is ready: a service that holds the moment. */
  void announceReady() {
    framework
        .getBundleContext()
        .registerService(
            Instant.class, Instant.now(), new Hashtable<>(Map.of("hillock.ready", "true")));
  }

  /** Runs a shell command in the platform; returns its status. */
  int command(String line) throws InterruptedException {
    return ShellService.run(framework.getBundleContext(), line);
  }

  /** Returns when the framework has stopped, by whomever. */
  void serve() throws InterruptedException {
    while (framework.waitForStop(0).getType() == FrameworkEvent.STOPPED_UPDATE) {
      LOG.log(System.Logger.Level.INFO, "the framework was updated and starts again");
    }
  }

  /** Stops the framework and waits for it; whoever comes second waits as well. */
  void stop() {
    try {
      if (stopping.compareAndSet(false, true)) {
        Logs.leaveConsole();
        framework.stop();
        if (framework.waitForStop(STOP_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
          System.err.println("hillock: the platform did not stop within 60 s");
        }
        stopped.countDown();
      }
      stopped.await();
    } catch (BundleException e) {
      System.err.println("hillock: the platform did not stop cleanly: " + e.getMessage());
      stopped.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
