package org.hillock.analysis.rates.internal;

import java.util.Arrays;

/**
 * Checked settings.
 *
 * @param window microseconds of event time
 * @param kept windows whose state is kept
 */
record RatesOptions(
    String configuration,
    String model,
    long window,
    int kept,
    double silence,
    double saturation,
    double saturatedShare,
    double[] valueEdges,
    double[] rateEdges) {

  static RatesOptions of(RatesSettings s) {
    require(
        s.hillock_analysis_configuration().matches("[a-z0-9-]{1,64}"),
        "hillock.analysis.configuration of [a-z0-9-]{1,64}",
        s.hillock_analysis_configuration());
    require(
        s.windowSeconds() >= 0.001 && s.windowSeconds() <= 86_400,
        "windowSeconds of 0.001 to 86400",
        s.windowSeconds());
    require(
        s.windowsKept() >= 1 && s.windowsKept() <= 3600,
        "windowsKept of 1 to 3600",
        s.windowsKept());
    require(s.silence() >= 0, "silence of 0 or more", s.silence());
    require(s.saturation() > s.silence(), "saturation above silence", s.saturation());
    require(
        s.saturatedShare() >= 0 && s.saturatedShare() <= 1,
        "saturatedShare of 0 to 1",
        s.saturatedShare());
    requireAscending("valueEdges", s.valueEdges());
    requireAscending("rateEdges", s.rateEdges());
    return new RatesOptions(
        s.hillock_analysis_configuration(),
        s.hillock_model(),
        Math.round(s.windowSeconds() * 1e6),
        s.windowsKept(),
        s.silence(),
        s.saturation(),
        s.saturatedShare(),
        s.valueEdges().clone(),
        s.rateEdges().clone());
  }

  /** What a state under these settings means; settings that are only read with it do not show. */
  String form() {
    return "1 model="
        + model
        + " windowSeconds="
        + window / 1e6
        + " silence="
        + silence
        + " saturation="
        + saturation
        + " valueEdges="
        + valueEdges.length
        + "/"
        + Integer.toHexString(Arrays.hashCode(valueEdges));
  }

  private static void requireAscending(String name, double[] edges) {
    boolean ascending = edges.length >= 1 && edges.length <= 256 && Double.isFinite(edges[0]);
    for (int i = 1; i < edges.length; i++) {
      ascending &= edges[i] > edges[i - 1] && Double.isFinite(edges[i]);
    }
    require(ascending, name + " of 1 to 256 ascending numbers", Arrays.toString(edges));
  }

  private static void require(boolean holds, String expected, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(
          "configuration org.hillock.analysis.rates: expected " + expected + ", got " + got);
    }
  }
}
