package org.hillock.shell.internal;

import java.lang.reflect.Proxy;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A bundle context that knows one service with commands. */
final class FakeContext {
  private final LineRunnerTest.Probe probe = new LineRunnerTest.Probe();
  private String scope = "";
  private String[] functions = {};

  LineRunnerTest.Probe probe() {
    return probe;
  }

  void command(String newScope, String... names) {
    scope = newScope;
    functions = names;
  }

  BundleContext context() {
    ServiceReference<?> reference =
        proxy(
            ServiceReference.class,
            (name, args) -> args[0].equals("osgi.command.scope") ? scope : functions);
    return proxy(
        BundleContext.class,
        (name, args) ->
            switch (name) {
              case "getAllServiceReferences" -> new ServiceReference<?>[] {reference};
              case "getService" -> probe;
              case "ungetService" -> true;
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private interface Behaviour {
    Object call(String method, Object[] args);
  }

  private static <T> T proxy(Class<T> type, Behaviour behaviour) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> behaviour.call(method.getName(), args)));
  }
}
