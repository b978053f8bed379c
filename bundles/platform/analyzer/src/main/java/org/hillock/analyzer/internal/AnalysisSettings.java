package org.hillock.analyzer.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hillock.api.activation.Delivery;
import org.hillock.api.analysis.Analyzer;

/** What an analyzer's service properties say. */
record AnalysisSettings(
    String name,
    String configuration,
    String model,
    List<String> sites,
    int every,
    Delivery delivery,
    boolean fromNow) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int TAP_NAME = 64;

  /** Reads the properties, or throws one line that says what is wrong. */
  static AnalysisSettings of(Map<String, ?> properties) {
    String name = named(Analyzer.NAME, text(properties, Analyzer.NAME, null));
    Object every = properties.get(Analyzer.EVERY);
    if (every != null && !(every instanceof Integer n && n >= 1)) {
      throw new IllegalArgumentException(
          "expected " + Analyzer.EVERY + " of 1 or more for analysis " + name + ", got " + every);
    }
    return new AnalysisSettings(
        name,
        named(Analyzer.CONFIGURATION, text(properties, Analyzer.CONFIGURATION, "default")),
        text(properties, Analyzer.MODEL, null),
        sites(properties.get(Analyzer.SITES)),
        every == null ? 1 : (Integer) every,
        oneOf(properties, name, Analyzer.DELIVERY, "live", "lossless").equals("live")
            ? Delivery.LIVE
            : Delivery.LOSSLESS,
        oneOf(properties, name, Analyzer.FROM, "beginning", "now").equals("now"));
  }

  private static String named(String property, String value) {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "expected " + property + " of [a-z0-9-]{1,64} of an analyzer, got '" + value + "'");
    }
    return value;
  }

  /** The value of a property that has two, the first being the default. */
  private static String oneOf(
      Map<String, ?> properties, String name, String property, String first, String second) {
    String value = text(properties, property, first);
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "expected "
              + property
              + " "
              + first
              + " or "
              + second
              + " for analysis "
              + name
              + ", got '"
              + value
              + "'");
    }
    return value;
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

  /** Name of the tap on one of the sites; only this analysis has it. */
  String tapName(int site) {
    String full = "analysis-" + name + "-" + configuration + "-" + site;
    return full.length() <= TAP_NAME
        ? full
        : "analysis-" + UUID.nameUUIDFromBytes(full.getBytes(StandardCharsets.UTF_8));
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
