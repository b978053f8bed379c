package org.hillock.launcher;

import java.lang.reflect.InvocationTargetException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Gives configurations to Configuration Admin. Its types belong to a bundle, so the launcher calls
 * it by reflection.
 */
final class InitialConfigurations {
  private static final String ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

  private InitialConfigurations() {}

  static void apply(BundleContext context, Map<String, Map<String, Object>> configurations)
      throws LaunchException {
    if (configurations.isEmpty()) {
      return;
    }
    ServiceReference<?> reference = context.getServiceReference(ADMIN);
    if (reference == null) {
      throw new LaunchException(
          "expected Configuration Admin for "
              + configurations.size()
              + " configurations, got none");
    }
    Object admin = context.getService(reference);
    try {
      Class<?> type = reference.getBundle().loadClass(ADMIN);
      for (Map.Entry<String, Map<String, Object>> entry : configurations.entrySet()) {
        Object configuration = configuration(type, admin, entry.getKey());
        Dictionary<String, Object> properties = new Hashtable<>(entry.getValue());
        reference
            .getBundle()
            .loadClass("org.osgi.service.cm.Configuration")
            .getMethod("update", Dictionary.class)
            .invoke(configuration, properties);
      }
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e;
      throw new LaunchException("expected to write configurations, got: " + cause, e);
    } finally {
      context.ungetService(reference);
    }
  }

  /** {@code ?} as location: any bundle may have it, two versions of one model as well. */
  private static Object configuration(Class<?> type, Object admin, String pid)
      throws ReflectiveOperationException {
    int tilde = pid.indexOf('~');
    if (tilde < 0) {
      return type.getMethod("getConfiguration", String.class, String.class).invoke(admin, pid, "?");
    }
    return type.getMethod("getFactoryConfiguration", String.class, String.class, String.class)
        .invoke(admin, pid.substring(0, tilde), pid.substring(tilde + 1), "?");
  }
}
