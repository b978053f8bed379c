package org.hillock.itests.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.hillock.api.activation.Activations;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.Intervention;
import org.hillock.api.activation.TapStatus;
import org.hillock.api.spi.Recorders;
import org.hillock.api.spi.Transport;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

class TapsInFrameworkTest {
  @InjectBundleContext BundleContext context;

  @InjectService(timeout = 10_000)
  Activations activations;

  @InjectService(timeout = 10_000)
  Recorders recorders;

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  private Configuration tap(String name, Map<String, Object> properties) throws Exception {
    Configuration c = configurations.getFactoryConfiguration("org.hillock.tap", name, "?");
    c.update(new Hashtable<>(properties));
    return c;
  }

  private List<TapStatus> taps(String model) {
    return activations.taps().stream().filter(s -> s.tap().model().equals(model)).toList();
  }

  @Test
  void aConfiguredTapOpensChangesAndCloses() throws Exception {
    try (Caller caller = new Caller(recorders, "configured")) {
      assertFalse(caller.active());
      Configuration c = tap("a", Map.of("name", "a", "model", "configured", "every", 2));
      Await.until("the tap is open", caller::active);
      caller.call(0);
      assertEquals("memory", taps("configured").get(0).transport());
      assertEquals("open", taps("configured").get(0).state());
      Await.until("one frame", () -> taps("configured").get(0).published() == 1);
      c.update(new Hashtable<>(Map.of("name", "a", "model", "configured", "site", "nowhere")));
      Await.until(
          "the change is seen",
          () -> taps("configured").stream().anyMatch(s -> s.state().contains("nearest: v")));
      c.delete();
      Await.until("the tap is closed", () -> taps("configured").isEmpty());
      caller.call(0);
      Await.until("nothing is active", () -> !caller.active());
    }
  }

  @Test
  void aWrongConfigurationHarmsNobody() throws Exception {
    Configuration wrong =
        tap("w", Map.of("name", "w", "model", "harmless", "delivery", "sometimes"));
    Configuration right = tap("r", Map.of("name", "r", "model", "harmless"));
    Await.until("the right one is there", () -> !taps("harmless").isEmpty());
    assertEquals("r", taps("harmless").get(0).tap().name());
    assertEquals(1, taps("harmless").size());
    wrong.delete();
    right.delete();
  }

  @Test
  void anInterventionServiceWritesWhileItIsThere() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    try (Caller caller = new Caller(recorders, "written");
        Subscription s =
            activations.subscribe(
                "written",
                "v",
                1,
                Delivery.LOSSLESS,
                f -> seen.add(f.values().get(0) + " " + f.interventions()))) {
      Intervention lesion = (step, values) -> values.set(0, 0);
      ServiceRegistration<Intervention> service =
          context.registerService(
              Intervention.class,
              lesion,
              new Hashtable<>(
                  Map.of(
                      Intervention.MODEL, "written",
                      Intervention.SITE, "v",
                      Intervention.NAME, "lesion")));
      assertEquals(0, caller.call(7));
      service.unregister();
      assertEquals(7, caller.call(7));
      Await.until("two frames", () -> seen.size() == 2);
      assertEquals(List.of("0.0 [lesion]", "7.0 []"), seen);
    }
  }

  @Test
  void aBetterTransportTakesOverAndGivesBackWithoutAGap() throws Exception {
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    try (Caller caller = new Caller(recorders, "moved");
        Subscription s =
            activations.subscribe(
                "moved", "*", 1, Delivery.LOSSLESS, f -> seen.add(f.sequence()))) {
      caller.call(0);
      LoopTransport better = new LoopTransport();
      ServiceRegistration<Transport> service =
          context.registerService(
              Transport.class,
              better,
              new Hashtable<>(Map.of(Transport.NAME, "loop", "service.ranking", 10)));
      AtomicInteger calls = new AtomicInteger(1);
      Await.until(
          "a frame went the new way",
          () -> {
            calls.incrementAndGet();
            caller.call(0);
            return better.offered() > 0;
          });
      assertEquals("loop", taps("moved").get(0).transport());
      int offered = better.offered();
      service.unregister();
      assertEquals("memory", taps("moved").get(0).transport());
      caller.call(0);
      Await.until("every frame", () -> seen.size() == calls.get() + 1);
      assertEquals(
          LongStream.rangeClosed(0, calls.get()).boxed().toList(), seen.stream().sorted().toList());
      assertEquals(offered, better.offered());
      assertFalse(better.open(), "what was opened is closed");
    }
    assertTrue(taps("moved").isEmpty());
  }
}
