package org.hillock.demo.internal;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.hillock.api.analysis.Finding;
import org.hillock.api.analysis.Findings;

/** The newest findings of the rates analysis as one line for people. */
final class RatesLine {
  private static final int LOOKED_AT = 1000;

  private final Findings findings;
  private final String configuration;

  /** Of one configuration; shadows have analyses of their own. */
  RatesLine(Findings findings, String configuration) {
    this.findings = findings;
    this.configuration = configuration;
  }

  String newest() {
    List<Finding> latest = findings.latest("rates", LOOKED_AT);
    String rate = "";
    String drift = "";
    for (Finding finding : latest) {
      if (!finding.configuration().equals(configuration)) {
        continue;
      }
      JsonObject values = values(finding);
      if (!finding.version().isEmpty()) {
        rate =
            String.format(
                Locale.ROOT,
                "%.1f spikes/s a unit, sparsity %.2f",
                number(values, "rate"),
                number(values, "sparsity"));
      } else {
        drift = drift(values.getJsonArray("pairs"));
      }
    }
    return rate + drift;
  }

  private static String drift(JsonArray pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return "";
    }
    double divergence = number(pairs.getJsonObject(0), "jensenShannon");
    return String.format(Locale.ROOT, ", drift from version 1 to 2 %.3f bit", divergence);
  }

  private static double number(JsonObject object, String name) {
    return object.getJsonNumber(name).doubleValue();
  }

  private static JsonObject values(Finding finding) {
    try (JsonReader reader = Json.createReader(new StringReader(finding.json()))) {
      return reader.readObject();
    }
  }
}
