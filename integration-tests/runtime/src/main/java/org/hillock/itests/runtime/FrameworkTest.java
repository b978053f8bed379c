package org.hillock.itests.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.test.common.annotation.InjectBundleContext;

class FrameworkTest {
  @InjectBundleContext BundleContext context;

  @Test
  void theRunFileGetsTheFrameworkThatItNames() {
    assertEquals(
        context.getProperty("hillock.test.framework"),
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getSymbolicName());
  }
}
