package org.hillock.bench.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.fixtures.FixtureJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/** Two versions of the small model as jars, and what code other than the registry does to them. */
final class Bundles {
  private final BundleContext context;
  private final Path folder;

  Bundles(BundleContext context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  BundleContext context() {
    return context;
  }

  /** Two jars of equal weights that serve {@code model}, or nothing when it is empty. */
  Path[] jars(String bundle, String model) throws IOException {
    Path[] jars = new Path[2];
    for (int i = 0; i < jars.length; i++) {
      FixtureJar jar = FixtureJar.of(bundle, (i + 1) + ".0.0").with("factory", bundle + "-factory");
      if (!model.isEmpty()) {
        jar.with("models", model);
      }
      jars[i] = jar.write(folder.resolve(bundle + i + ".jar"));
    }
    return jars;
  }

  Bundle installed(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(b -> symbolicName.equals(b.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("expected bundle " + symbolicName));
  }

  void update(Bundle bundle, Path jar) throws IOException, BundleException {
    try (InputStream in = Files.newInputStream(jar)) {
      bundle.update(in);
    }
  }

  void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
              }
            });
    if (!done.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("expected a refresh within 30 s");
    }
  }
}
