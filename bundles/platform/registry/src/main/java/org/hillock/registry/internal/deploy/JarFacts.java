package org.hillock.registry.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.hillock.api.registry.DeployException;
import org.hillock.registry.internal.FailureText;
import org.osgi.framework.Constants;

/**
 * What a jar says of itself.
 *
 * @param bundle symbolic name
 * @param version as written, or {@code 0.0.0}
 */
record JarFacts(String bundle, String version) {
  /** Reads every byte of the jar, so that a truncated one is found here. */
  static JarFacts read(Path file) {
    Path name = file.getFileName();
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        try (InputStream in = jar.getInputStream(entries.nextElement())) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      Manifest manifest = jar.getManifest();
      Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String bundle = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
      if (bundle == null || !"2".equals(main.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
        throw new DeployException(
            "expected a bundle with Bundle-ManifestVersion 2 and Bundle-SymbolicName, got a plain"
                + " jar in "
                + name);
      }
      String version = main.getValue(Constants.BUNDLE_VERSION);
      return new JarFacts(bundle.split(";")[0].trim(), version == null ? "0.0.0" : version.trim());
    } catch (IOException | RuntimeException e) {
      if (e instanceof DeployException known) {
        throw known;
      }
      throw new DeployException(
          "expected a whole jar, got a truncated or damaged one in "
              + name
              + ": "
              + FailureText.of(e));
    }
  }
}
