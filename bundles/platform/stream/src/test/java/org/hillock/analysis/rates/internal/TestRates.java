package org.hillock.analysis.rates.internal;

/** The rates analysis for tests of other bundles. */
public final class TestRates {
  private TestRates() {}

  /** Rates of a model in windows of one second. */
  public static RatesAnalyzer of(String model, String configuration, int kept) {
    return new RatesAnalyzer(
        new RatesOptions(
            configuration,
            model,
            1_000_000,
            kept,
            0,
            1,
            0.95,
            new double[] {-1, 0, 1},
            new double[] {0.25, 0.5, 0.75}));
  }
}
