package org.hillock.analyzer.internal;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hillock.api.activation.Delivery;
import org.hillock.api.analysis.Analyzer;
import org.hillock.api.analysis.Finding;
import org.hillock.api.spi.HostedAnalysis;

/** What the host of the analyses gives to a transport, for tests of the transport. */
public final class TestFolds {
  private TestFolds() {}

  /** An analysis of all sites of a model. */
  public static HostedAnalysis of(
      String name,
      String configuration,
      String model,
      Analyzer<?> analyzer,
      BiConsumer<Finding, Boolean> found) {
    return folds(settings(name, configuration, model, false), analyzer, found);
  }

  /** As {@link #of}, from the present end of the log on. */
  public static HostedAnalysis fromNow(
      String name,
      String configuration,
      String model,
      Analyzer<?> analyzer,
      BiConsumer<Finding, Boolean> found) {
    return folds(settings(name, configuration, model, true), analyzer, found);
  }

  private static AnalysisSettings settings(
      String name, String configuration, String model, boolean fromNow) {
    return new AnalysisSettings(
        name, configuration, model, List.of("*"), 1, Delivery.LOSSLESS, fromNow);
  }

  /** Why it stopped; empty while it has not. */
  public static String stopped(HostedAnalysis analysis) {
    return ((Folds<?>) analysis).stoppedBy();
  }

  /** Frames that it folded. */
  public static long frames(HostedAnalysis analysis) {
    return ((Folds<?>) analysis).frames();
  }

  private static <S> Folds<S> folds(
      AnalysisSettings settings, Analyzer<S> analyzer, BiConsumer<Finding, Boolean> found) {
    return new Folds<>(settings, analyzer, found);
  }

  /** State of an analyzer as a map, for tests that look into it. */
  public static Object state(Map<String, byte[]> entries) {
    return StateCodec.state(entries);
  }
}
