package org.hillock.itests.shadow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.VersionId;
import org.osgi.framework.BundleContext;

/** The versions of the model that the tests swap. */
final class Versions {
  private final BundleContext context;
  private final Deployer deployer;

  Versions(BundleContext context, Deployer deployer) {
    this.context = context;
    this.deployer = deployer;
  }

  /** Fixed delays. */
  VersionId fixed() throws IOException {
    return deploy("fashion-1.jar", null);
  }

  /** The same weights and code under another version of the bundle. */
  VersionId fixedAgain() throws IOException {
    return deploy("fashion-1.jar", "1.0.9");
  }

  /** Learned delays. */
  VersionId learned() throws IOException {
    return deploy("fashion-2.jar", null);
  }

  private VersionId deploy(String jar, String version) throws IOException {
    Path file = Files.createTempFile("version", ".jar");
    try (InputStream in = context.getBundle().getEntry("models/" + jar).openStream();
        OutputStream out = Files.newOutputStream(file)) {
      if (version == null) {
        in.transferTo(out);
      } else {
        copy(new JarInputStream(in), version, out);
      }
    }
    try {
      return deployer.deploy(file).get(0);
    } finally {
      Files.delete(file);
    }
  }

  private static void copy(JarInputStream from, String version, OutputStream out)
      throws IOException {
    Manifest manifest = from.getManifest();
    manifest.getMainAttributes().putValue("Bundle-Version", version);
    try (JarOutputStream to = new JarOutputStream(out, manifest)) {
      for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
        to.putNextEntry(new JarEntry(entry.getName()));
        from.transferTo(to);
        to.closeEntry();
      }
    }
  }
}
