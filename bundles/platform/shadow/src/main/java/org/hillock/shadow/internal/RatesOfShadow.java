package org.hillock.shadow.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Findings;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A rates analysis of one shadow, under a name of its own, so that its state begins with it. */
final class RatesOfShadow implements AutoCloseable {
  static final String ANALYSIS = "rates";
  private static final String PID = "org.hillock.analysis.rates";
  private static final double WINDOW_SECONDS = 60;
  private static final int WINDOWS = 600;
  private static final long POLL_MILLIS = 20;

  private final Configuration configuration;
  private final Findings findings;
  private final String name;

  private RatesOfShadow(Configuration configuration, Findings findings, String name) {
    this.configuration = configuration;
    this.findings = findings;
    this.name = name;
  }

  static String newName(String model) {
    String stem = model.length() > 40 ? model.substring(0, 40) : model;
    return "shadow-" + stem + "-" + Long.toString(System.nanoTime() & Long.MAX_VALUE, 36);
  }

  static RatesOfShadow start(
      ConfigurationAdmin admin, Findings findings, String name, String model, List<String> sites)
      throws IOException {
    Dictionary<String, Object> values = new Hashtable<>();
    values.put(Analyzer.CONFIGURATION, name);
    values.put(Analyzer.MODEL, model);
    values.put(Analyzer.SITES, sites.isEmpty() ? new String[] {"*"} : sites.toArray(String[]::new));
    values.put(Analyzer.DELIVERY, "live");
    values.put("windowSeconds", WINDOW_SECONDS);
    values.put("windowsKept", WINDOWS);
    Configuration configuration = admin.createFactoryConfiguration(PID, "?");
    configuration.update(values);
    return new RatesOfShadow(configuration, findings, name);
  }

  /** Waits until the analysis reads frames; false at the limit, or when {@code stop} says so. */
  boolean await(Duration limit, BooleanSupplier stop) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (!runs()) {
      if (stop.getAsBoolean() || System.nanoTime() - until >= 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  private boolean runs() {
    return findings.analyses().stream()
        .anyMatch(line -> line.startsWith(ANALYSIS + "/" + name + ":"));
  }

  /** Deletes the configuration, which ends the analysis. */
  @Override
  public void close() {
    try {
      configuration.delete();
    } catch (IOException | IllegalStateException e) {
      System.getLogger("org.hillock.shadow")
          .log(
              System.Logger.Level.WARNING,
              "expected configuration " + name + " of " + PID + " to be deleted, got " + e);
    }
  }
}
