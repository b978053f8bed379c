package org.hillock.api.analysis;

import java.util.Objects;

/**
 * A result of an analysis. A later one with the same key replaces it.
 *
 * @param analysis name of the analysis
 * @param configuration name of its configuration
 * @param model that was observed
 * @param version of the model, or an empty text for findings over several
 * @param site that was observed
 * @param windowStart event time, microseconds since 1970, inclusive
 * @param windowEnd event time, exclusive; equal to the start where there is no window
 * @param json the values: one JSON object
 */
public record Finding(
    String analysis,
    String configuration,
    String model,
    String version,
    String site,
    long windowStart,
    long windowEnd,
    String json) {
  public Finding {
    Objects.requireNonNull(analysis, "analysis");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(json, "json");
  }

  /** What a later finding must share to replace this one. */
  public String key() {
    return String.join(
        "/", analysis, configuration, model, version, site, Long.toString(windowStart));
  }
}
