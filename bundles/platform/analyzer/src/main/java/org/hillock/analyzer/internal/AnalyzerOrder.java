package org.hillock.analyzer.internal;

import java.util.Comparator;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** Which of two analyzers of one key runs: by ranking, then bundle version, then the newer one. */
record AnalyzerOrder(int ranking, Version version, long id) implements Comparable<AnalyzerOrder> {
  private static final Comparator<AnalyzerOrder> ORDER =
      Comparator.comparingInt(AnalyzerOrder::ranking)
          .thenComparing(AnalyzerOrder::version)
          .thenComparingLong(AnalyzerOrder::id);

  static AnalyzerOrder of(ServiceReference<?> reference) {
    Object ranking = reference.getProperty("service.ranking");
    return new AnalyzerOrder(
        ranking instanceof Integer n ? n : 0,
        reference.getBundle().getVersion(),
        (Long) reference.getProperty("service.id"));
  }

  @Override
  public int compareTo(AnalyzerOrder other) {
    return ORDER.compare(this, other);
  }
}
