package org.hillock.shadow.internal;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hillock.api.analysis.Finding;
import org.hillock.shadow.SiteDrift;

/** Listens to the findings of one rates analysis about two versions. Any thread. */
final class Drifts implements Consumer<Finding> {
  private final String configuration;
  private final Set<String> versions;
  // all guarded by this
  private final Map<String, SiteDrift> bySite = new HashMap<>();
  private final Map<String, Set<String>> seen = new HashMap<>();
  private long news = System.nanoTime();

  /**
   * Nothing found yet.
   *
   * @param versions the two, as texts
   */
  Drifts(String configuration, Set<String> versions) {
    this.configuration = configuration;
    this.versions = Set.copyOf(versions);
  }

  @Override
  public synchronized void accept(Finding finding) {
    if (!finding.configuration().equals(configuration)) {
      return;
    }
    news = System.nanoTime();
    if (!finding.version().isEmpty()) {
      seen.computeIfAbsent(finding.site(), site -> new HashSet<>()).add(finding.version());
      return;
    }
    try (JsonReader reader = Json.createReader(new StringReader(finding.json()))) {
      JsonObject values = reader.readObject();
      for (JsonValue value : values.getJsonArray("pairs")) {
        JsonObject pair = value.asJsonObject();
        if (Set.of(pair.getString("from"), pair.getString("to")).equals(versions)) {
          double bits = Math.min(1, pair.getJsonNumber("jensenShannon").doubleValue());
          bySite.put(
              finding.site(), new SiteDrift(finding.site(), bits, values.getString("over", "")));
        }
      }
    } catch (JsonException | ClassCastException | NullPointerException e) {
      throw new IllegalStateException(
          "expected pairs of versions in finding " + finding.key() + ", got " + finding.json());
    }
  }

  /** What was found last about a site. */
  synchronized SiteDrift at(String site) {
    SiteDrift found = bySite.get(site);
    if (found != null) {
      return found;
    }
    Set<String> of = seen.getOrDefault(site, Set.of());
    String why =
        switch (of.size()) {
          case 0 -> "no frames";
          case 1 -> "frames of " + of.iterator().next() + " only";
          default -> "spikes in one version, values in the other";
        };
    return new SiteDrift(site, Double.NaN, why);
  }

  /** Whether frames of the site came from any version. */
  synchronized boolean saw(String site) {
    return seen.containsKey(site);
  }

  /** Waits until nothing new has come for {@code quiet}, at most for {@code limit}. */
  synchronized void awaitQuiet(Duration quiet, Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    while (true) {
      long now = System.nanoTime();
      long left = Math.min(news + quiet.toNanos(), until) - now;
      if (left <= 0) {
        return;
      }
      wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
  }
}
