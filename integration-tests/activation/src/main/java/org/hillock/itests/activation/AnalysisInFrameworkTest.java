package org.hillock.itests.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.hillock.api.activation.Activations;
import org.hillock.api.analysis.Finding;
import org.hillock.api.analysis.Findings;
import org.hillock.api.spi.Recorders;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.common.service.ServiceAware;

class AnalysisInFrameworkTest {
  private static final long LIMIT = 30_000;

  @InjectBundleContext BundleContext context;

  @InjectService(timeout = 10_000)
  ConfigurationAdmin configurations;

  @InjectService(timeout = 10_000)
  ServiceAware<Recorders> recorders;

  @InjectService(timeout = 10_000)
  ServiceAware<Activations> activations;

  @InjectService(timeout = 10_000)
  ServiceAware<Findings> findings;

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(b -> b.getSymbolicName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Configuration rates(String model) throws Exception {
    Configuration c =
        configurations.getFactoryConfiguration("org.hillock.analysis.rates", model, "?");
    c.update(
        new Hashtable<>(
            Map.of(
                "hillock.model", model,
                "hillock.analysis.configuration", model,
                "hillock.delivery", "lossless")));
    return c;
  }

  private List<Finding> of(String model) throws InterruptedException {
    return findings.waitForService(LIMIT).latest("rates", 1000).stream()
        .filter(f -> f.model().equals(model))
        .toList();
  }

  private boolean found(String model, String json) {
    try {
      return of(model).stream().anyMatch(f -> f.json().contains(json));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean hosted(String model) {
    Findings host = findings.getService();
    return host != null
        && host.analyses().stream().anyMatch(line -> line.startsWith("rates/" + model + ":"));
  }

  @Test
  void aConfiguredAnalysisFindsWhatTheModelShows() throws Exception {
    Configuration c = rates("seen");
    Await.until("the analysis runs", () -> hosted("seen"));
    try (Caller caller = new Caller(recorders.waitForService(LIMIT), "seen")) {
      Await.until("its tap is open", caller::active);
      caller.call(0);
      caller.call(3);
    }
    Await.until("both calls are found", () -> found("seen", "\"steps\":2,\"mean\":1.25"));
    c.delete();
    Await.until("the analysis ended", () -> !hosted("seen"));
    assertTrue(
        activations.getService().taps().stream().noneMatch(s -> s.tap().model().equals("seen")));
  }

  @Test
  void anUpdatedAnalysisStopsThenStartsAndGoesOnWithItsState() throws Exception {
    Configuration c = rates("updated");
    Await.until("the analysis runs", () -> hosted("updated"));
    try (Caller caller = new Caller(recorders.waitForService(LIMIT), "updated")) {
      Await.until("its tap is open", caller::active);
      caller.call(1);
      Await.until("a finding", () -> found("updated", "\"steps\":1"));
      Bundle rates = bundle("org.hillock.analysis.rates");
      rates.stop();
      assertTrue(!hosted("updated"), "stopped means not hosted");
      caller.call(1);
      rates.start();
      Await.until("the analysis runs again", () -> hosted("updated"));
      Await.until("its tap is open again", caller::active);
      caller.call(5);
      Await.until("a finding of the new one", () -> found("updated", "\"steps\":2,\"mean\":2.0"));
    }
    c.delete();
  }

  @Test
  void stoppedBundlesGiveTheirThreadsBack() throws Exception {
    Configuration c = rates("threads");
    Await.until("the analysis runs", () -> hosted("threads"));
    try (Caller caller = new Caller(recorders.waitForService(LIMIT), "threads")) {
      Await.until("its tap is open", caller::active);
      caller.call(1);
    }
    assertTrue(threads().size() >= 3, threads().toString());
    bundle("org.hillock.activation").stop();
    assertEquals(List.of(), threads());
    bundle("org.hillock.activation").start();
    Await.until("the analysis runs again", () -> hosted("threads"));
    c.delete();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hillock-"))
        .toList();
  }
}
