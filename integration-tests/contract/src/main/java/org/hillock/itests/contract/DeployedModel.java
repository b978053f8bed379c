package org.hillock.itests.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hillock.api.model.Checkpoint;
import org.hillock.api.model.ModelFactory;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.store.Checkpoints;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A model's jar, deployed and live, as a user would have it. */
final class DeployedModel {
  private final BundleContext context;
  private final VersionId version;
  private final Bundle bundle;

  private DeployedModel(BundleContext context, VersionId version, Bundle bundle) {
    this.context = context;
    this.version = version;
    this.bundle = bundle;
  }

  static DeployedModel of(String jar, BundleContext context, Registry registry, Deployer deployer)
      throws Exception {
    Path file = Files.createTempFile("model", ".jar");
    try (InputStream in = context.getBundle().getEntry(jar).openStream()) {
      Files.write(file, in.readAllBytes());
      VersionId version = deployer.deploy(file).get(0);
      registry.swap(SwapRequest.to(version)).get(60, TimeUnit.SECONDS);
      Bundle bundle =
          Arrays.stream(context.getBundles())
              .filter(b -> b.getLocation().startsWith("hillock:"))
              .filter(b -> b.getSymbolicName().equals(version.bundle()))
              .findFirst()
              .orElseThrow();
      return new DeployedModel(context, version, bundle);
    } finally {
      Files.delete(file);
    }
  }

  String name() {
    return version.model();
  }

  Bundle bundle() {
    return bundle;
  }

  /** The checkpoint that the bundle carries, or the empty one. */
  Checkpoint checkpoint() throws IOException {
    List<URL> carried =
        bundle.findEntries(ModelFactory.CARRIED, "*.safetensors", false) == null
            ? List.of()
            : Collections.list(bundle.findEntries(ModelFactory.CARRIED, "*.safetensors", false));
    if (carried.isEmpty()) {
      return Checkpoint.empty(factoryReference().getProperty(ModelFactory.FACTORY).toString());
    }
    try (InputStream in = carried.get(0).openStream()) {
      return Checkpoints.read(in, carried.get(0).toString());
    }
  }

  ModelFactory factory() {
    return context.getService(factoryReference());
  }

  void ungetFactory() {
    context.ungetService(factoryReference());
  }

  private ServiceReference<ModelFactory> factoryReference() {
    try {
      Collection<ServiceReference<ModelFactory>> all =
          context.getServiceReferences(ModelFactory.class, null);
      return all.stream().filter(r -> bundle.equals(r.getBundle())).findFirst().orElseThrow();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e.getMessage());
    }
  }
}
