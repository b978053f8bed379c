package org.hillock.itests.build;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import aQute.bnd.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What the manifests of our bundles may say: dependencies point one way. */
final class BundleRules {
  private static final List<String> FOR_MODELS_AND_ANALYSES =
      List.of(
          "java",
          "org.osgi",
          "org.hillock.api",
          "org.hillock.nn",
          "org.hillock.compute",
          "org.hillock.store",
          "org.hillock.data",
          "jakarta.json");
  private static final List<String> FOR_THE_API = List.of("java", "org.hillock.api");

  private final String name;
  private final Attributes headers;
  private final List<String> broken = new ArrayList<>();

  private BundleRules(Manifest manifest) {
    headers = manifest.getMainAttributes();
    name = String.join(",", parsed("Bundle-SymbolicName").keySet());
  }

  /** Returns one line for each rule that the manifest breaks. */
  static List<String> brokenBy(Manifest manifest) {
    BundleRules rules = new BundleRules(manifest);
    rules.check();
    return rules.broken;
  }

  private void check() {
    absent("DynamicImport-Package");
    absent("Require-Bundle");
    if (!name.startsWith("org.hillock.")) {
      broken.add(name + ": expected a symbolic name below org.hillock");
    }
    parsed("Export-Package").forEach(this::checkExport);
    if (name.equals("org.hillock.api")) {
      imports(FOR_THE_API);
    } else if (name.startsWith("org.hillock.models.") || name.startsWith("org.hillock.analysis.")) {
      imports(FOR_MODELS_AND_ANALYSES);
      within("Private-Package");
      within("Export-Package");
    }
  }

  private void absent(String header) {
    if (headers.getValue(header) != null) {
      broken.add(name + ": " + header + " is not allowed, got " + headers.getValue(header));
    }
  }

  private void checkExport(String exported, Attrs attributes) {
    String version = attributes.getVersion();
    if (version == null || Version.parseVersion(version).equals(Version.emptyVersion)) {
      broken.add(name + ": exports " + exported + " without a version");
    }
    if (exported.startsWith("org.hillock.") && exported.contains(".internal")) {
      broken.add(name + ": exports the internal package " + exported);
    }
  }

  private void imports(List<String> allowed) {
    for (String imported : parsed("Import-Package").keySet()) {
      if (!isBelow(imported, name) && allowed.stream().noneMatch(p -> isBelow(imported, p))) {
        broken.add(name + ": imports " + imported + ", allowed are " + allowed);
      }
    }
  }

  private void within(String header) {
    for (String contained : parsed(header).keySet()) {
      if (!isBelow(contained, name)) {
        broken.add(name + ": contains " + contained + ", which is not its own");
      }
    }
  }

  private static boolean isBelow(String packageName, String prefix) {
    return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
  }

  private Parameters parsed(String header) {
    return OSGiHeader.parseHeader(headers.getValue(header));
  }
}
