package org.hillock.launcher;

import java.util.Collection;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The shell as a JDK type, which is all that launcher and shell share: a function from a command
 * line to its status, with the service property {@code hillock.shell=run}.
 */
final class ShellService {
  private static final String FILTER = "(hillock.shell=run)";

  private ShellService() {}

  @SuppressWarnings("rawtypes")
  static int run(BundleContext context, String line) {
    ServiceReference<ToIntFunction> reference = find(context);
    if (reference == null) {
      System.err.println("hillock: expected a shell to run '" + line + "', got none");
      return Main.FAILED;
    }
    try {
      @SuppressWarnings("unchecked")
      ToIntFunction<String> shell = context.getService(reference);
      return shell.applyAsInt(line);
    } finally {
      context.ungetService(reference);
    }
  }

  @SuppressWarnings("rawtypes")
  private static ServiceReference<ToIntFunction> find(BundleContext context) {
    try {
      Collection<ServiceReference<ToIntFunction>> found =
          context.getServiceReferences(ToIntFunction.class, FILTER);
      return found.isEmpty() ? null : found.iterator().next();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("expected a valid filter, got " + FILTER, e);
    }
  }
}
