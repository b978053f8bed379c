package org.hillock.registry.internal.deploy;

import java.util.Set;
import org.osgi.framework.Bundle;

/** Bundles that are not replaced while the platform runs, and so are in no lease. */
final class Protected {
  private static final Set<String> NAMES =
      Set.of(
          "org.hillock.api",
          "org.hillock.nn",
          "org.hillock.compute",
          "org.hillock.store",
          "org.hillock.frame");
  private static final String RUNTIME = "org.hillock.runtime.";

  private Protected() {}

  static boolean covers(String symbolicName) {
    return NAMES.contains(symbolicName) || symbolicName.startsWith(RUNTIME);
  }

  static boolean covers(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return bundle.getBundleId() == 0 || (name != null && covers(name));
  }
}
