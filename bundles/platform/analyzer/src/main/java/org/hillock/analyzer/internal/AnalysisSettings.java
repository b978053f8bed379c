package org.hillock.analyzer.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hillock.api.activation.Delivery;
import org.hillock.api.analysis.Analyzer;

/** What an analyzer's service properties say. */
record AnalysisSettings(
    String name,
    String configuration,
    String model,
    List<String> sites,
    int every,
    Delivery delivery) {

  /** Reads the properties, or throws one line that says what is wrong. */
  static AnalysisSettings of(Map<String, ?> properties) {
    String name = text(properties, Analyzer.NAME, null);
    String model = text(properties, Analyzer.MODEL, null);
    Object every = properties.get(Analyzer.EVERY);
    if (every != null && !(every instanceof Integer n && n >= 1)) {
      throw new IllegalArgumentException(
          "expected " + Analyzer.EVERY + " of 1 or more for analysis " + name + ", got " + every);
    }
    String delivery = text(properties, Analyzer.DELIVERY, "live");
    if (!delivery.equals("live") && !delivery.equals("lossless")) {
      throw new IllegalArgumentException(
          "expected "
              + Analyzer.DELIVERY
              + " live or lossless for analysis "
              + name
              + ", got '"
              + delivery
              + "'");
    }
    return new AnalysisSettings(
        name,
        text(properties, Analyzer.CONFIGURATION, "default"),
        model,
        sites(properties.get(Analyzer.SITES)),
        every == null ? 1 : (Integer) every,
        Delivery.valueOf(delivery.toUpperCase(Locale.ROOT)));
  }

  private static String text(Map<String, ?> properties, String key, String otherwise) {
    Object value = properties.get(key);
    if (value instanceof String s && !s.isEmpty()) {
      return s;
    }
    if (otherwise == null) {
      throw new IllegalArgumentException(
          "expected the property " + key + " of an analyzer, got " + properties.keySet());
    }
    return otherwise;
  }

  private static List<String> sites(Object value) {
    if (value instanceof String[] many && many.length > 0) {
      List<String> all = List.of(many);
      return all.contains("*") ? List.of("*") : all;
    }
    return List.of(value instanceof String one && !one.isEmpty() ? one : "*");
  }

  /** Only one analyzer runs for each key. */
  String key() {
    return name + "/" + configuration;
  }

  String describe() {
    return key()
        + ": model "
        + model
        + ", sites "
        + String.join(", ", sites)
        + ", every "
        + every
        + ", "
        + delivery.name().toLowerCase(Locale.ROOT);
  }
}
