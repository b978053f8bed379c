package org.hillock.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hillock.api.analysis.Findings;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class ArgumentNamesTest {
  private static final VersionId VERSION =
      new VersionId("fashion", "org.m", "1.0.0", "a".repeat(64));
  private static final ModelInfo MODEL =
      new ModelInfo(
          "fashion",
          List.of(),
          Optional.of(VERSION),
          List.of(new VersionInfo(VERSION, VersionInfo.Phase.LIVE, Instant.EPOCH, "", "", 0)),
          RouteOptions.DEFAULT,
          0,
          0);
  private static final ModelCard CARD =
      ModelCard.builder("fashion").sites(SiteSpec.dense("hidden", 4, 0)).build();

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> methods.get(method.getName()).apply(args)));
  }

  private static ArgumentNames names(Map<Class<?>, Object> services) {
    return new ArgumentNames(
        fake(
            BundleContext.class,
            Map.of(
                "getServiceReference", args -> reference(services.get(args[0])),
                "getService", args -> ((ServiceReference<?>) args[0]).getProperty("service"),
                "ungetService", args -> true)));
  }

  private static ServiceReference<?> reference(Object service) {
    return service == null
        ? null
        : fake(ServiceReference.class, Map.of("getProperty", args -> service));
  }

  private static final ArgumentNames NAMES =
      names(
          Map.of(
              Registry.class,
                  fake(
                      Registry.class,
                      Map.of(
                          "models", args -> List.of(MODEL),
                          "model", args -> MODEL,
                          "card", args -> CARD)),
              Findings.class,
                  fake(Findings.class, Map.of("analyses", args -> List.of("rates of fashion")))));

  private static Collection<String> next(String command, String... before) {
    return List.copyOf(NAMES.of(command, List.of(before)));
  }

  @Test
  void aModelIsFollowedByItsSites() {
    assertEquals(List.of("fashion"), next("tap"));
    assertEquals(List.of("hidden"), next("tap", "fashion"));
    assertEquals(List.of(), next("tap", "fashion", "hidden"));
  }

  @Test
  void aSwapTakesModelsAndVersionsInTurn() {
    assertEquals(List.of("fashion"), next("swap"));
    assertEquals(List.of(VERSION.toString()), next("swap", "fashion"));
    assertEquals(List.of("fashion"), next("swap", "fashion", VERSION.toString()));
  }

  @Test
  void optionsDoNotCountAsArguments() {
    assertEquals(List.of("hidden"), next("frames", "--lossless", "fashion"));
  }

  @Test
  void analysesAreNamedByTheirFirstWord() {
    assertEquals(List.of("rates"), next("findings"));
  }

  @Test
  void withoutTheServiceThereAreNoNames() {
    assertTrue(names(Map.of()).of("tap", List.of()).isEmpty());
    assertTrue(next("unknown").isEmpty());
  }
}
