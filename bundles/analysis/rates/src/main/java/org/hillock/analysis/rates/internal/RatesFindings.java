package org.hillock.analysis.rates.internal;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hillock.api.analysis.Finding;
import org.hillock.api.tensor.Tensor;

/** Turns the state into findings: one for each window, and one of drift for each site. */
final class RatesFindings {
  static final String ANALYSIS = "rates";
  private static final int VERSIONS_COMPARED = 8;

  private final RatesOptions options;
  private final JsonBuilderFactory json = Json.createBuilderFactory(Map.of());

  RatesFindings(RatesOptions options) {
    this.options = options;
  }

  List<Finding> of(Map<String, List<Tensor>> state) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Map<String, Statistics>> bySite = new TreeMap<>();
    Map<Key, Statistics> windows = new TreeMap<>();
    state.forEach(
        (text, tensors) -> {
          if (!text.equals(Key.COUNTERS)) {
            Key key = Key.parse(text);
            Statistics statistics = new Statistics(tensors);
            if (statistics.values() == 0) {
              return;
            }
            if (key.window() == Key.ALL) {
              bySite
                  .computeIfAbsent(key.site(), s -> new TreeMap<>())
                  .put(key.version(), statistics);
            } else {
              windows.put(key, statistics);
            }
          }
        });
    windows.forEach((key, statistics) -> findings.add(window(key, statistics)));
    bySite.forEach(
        (site, versions) -> {
          if (versions.size() > 1) {
            findings.add(drift(site, versions));
          }
        });
    return findings;
  }

  private Finding window(Key key, Statistics s) {
    JsonObjectBuilder values =
        json.createObjectBuilder()
            .add("units", s.units())
            .add("steps", s.steps())
            .add("mean", s.mean())
            .add("variance", s.variance())
            .add("rate", s.rate())
            .add("sparsity", s.sparsity())
            .add("dead", s.dead())
            .add("saturated", s.saturated(options.saturatedShare()))
            .add("over", over(s))
            .add("histogram", array(s.histogram(options.rateEdges())));
    if (s.nonFinite() > 0) {
      values.add("nonFinite", s.nonFinite());
    }
    long start = key.window() * options.window();
    return finding(key.version(), key.site(), start, start + options.window(), values);
  }

  private Finding drift(String site, Map<String, Statistics> byVersion) {
    List<Map.Entry<String, Statistics>> versions =
        byVersion.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                    (Map.Entry<String, Statistics> e) -> e.getValue().firstWindow()))
            .skip(Math.max(0, byVersion.size() - VERSIONS_COMPARED))
            .toList();
    JsonArrayBuilder pairs = json.createArrayBuilder();
    for (int i = 0; i < versions.size(); i++) {
      for (int j = i + 1; j < versions.size(); j++) {
        Statistics from = versions.get(i).getValue();
        Statistics to = versions.get(j).getValue();
        if (from.spikes() == to.spikes()) {
          pairs.add(
              json.createObjectBuilder()
                  .add("from", versions.get(i).getKey())
                  .add("to", versions.get(j).getKey())
                  .add("jensenShannon", divergence(from, to)));
        }
      }
    }
    Statistics newest = versions.get(versions.size() - 1).getValue();
    JsonObjectBuilder values =
        json.createObjectBuilder()
            .add("pairs", pairs)
            .add("over", over(newest))
            .add("edges", array(newest.spikes() ? options.rateEdges() : options.valueEdges()));
    return finding("", site, 0, 0, values);
  }

  private double divergence(Statistics from, Statistics to) {
    return Histogram.jensenShannon(
        from.histogram(options.rateEdges()), to.histogram(options.rateEdges()));
  }

  private Finding finding(
      String version, String site, long start, long end, JsonObjectBuilder values) {
    return new Finding(
        ANALYSIS,
        options.configuration(),
        options.model(),
        version,
        site,
        start,
        end,
        values.build().toString());
  }

  private static String over(Statistics s) {
    return s.spikes() ? "rates" : "values";
  }

  private JsonArrayBuilder array(long[] values) {
    JsonArrayBuilder array = json.createArrayBuilder();
    for (long v : values) {
      array.add(v);
    }
    return array;
  }

  private JsonArrayBuilder array(double[] values) {
    JsonArrayBuilder array = json.createArrayBuilder();
    for (double v : values) {
      array.add(v);
    }
    return array;
  }
}
