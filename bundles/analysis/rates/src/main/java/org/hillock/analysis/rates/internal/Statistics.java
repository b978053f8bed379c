package org.hillock.analysis.rates.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.tensor.DType;
import org.hillock.api.tensor.Tensor;

/**
 * Mergeable statistics of one (version, site, window), held in plain tensors so that they outlive
 * this bundle's versions. Counts are integers, sums are exact pairs: merging is commutative, and
 * associative within rounding of the pairs.
 */
final class Statistics {
  /** Values beyond it would overflow when squared; they count as not finite. */
  private static final double LARGEST = 1e100;

  private static final int STEPS = 0;
  private static final int VALUES = 1;
  private static final int NON_FINITE = 2;
  private static final int SILENT = 3;
  private static final int SPIKES = 4;
  private static final int FIRST_WINDOW = 5;
  private static final int COUNTS = 6;

  private static final int SUM = 0;
  private static final int SQUARES = 2;
  private static final int DT = 4;

  private final long[] counts;
  private final double[] sums;
  private final long[] active;
  private final long[] saturated;
  private final long[] histogram;

  /** Statistics over tensors that {@link #allocate} made. */
  Statistics(List<Tensor> tensors) {
    counts = tensors.get(0).longs();
    sums = tensors.get(1).doubles();
    active = tensors.get(2).longs();
    saturated = tensors.get(3).longs();
    histogram = tensors.get(4).longs();
  }

  static List<Tensor> allocate(
      int units, SiteSpec.Kind kind, double dt, long window, RatesOptions options) {
    Tensor counts = Tensor.zeros(DType.I64, COUNTS);
    counts.longs()[SPIKES] = kind == SiteSpec.Kind.SPIKES ? 1 : 0;
    counts.longs()[FIRST_WINDOW] = window;
    Tensor sums = Tensor.zeros(DType.F64, 5);
    sums.doubles()[DT] = dt;
    int bins = kind == SiteSpec.Kind.SPIKES ? 0 : options.valueEdges().length + 1;
    return List.of(
        counts,
        sums,
        Tensor.zeros(DType.I64, units),
        Tensor.zeros(DType.I64, units),
        Tensor.zeros(DType.I64, bins));
  }

  int units() {
    return active.length;
  }

  long steps() {
    return counts[STEPS];
  }

  /** Finite values seen. */
  long values() {
    return counts[VALUES];
  }

  long nonFinite() {
    return counts[NON_FINITE];
  }

  boolean spikes() {
    return counts[SPIKES] == 1;
  }

  long firstWindow() {
    return counts[FIRST_WINDOW];
  }

  /** Counts one step: elements {@code from} to {@code from + units - 1}. */
  void add(Tensor values, int from, long window, RatesOptions options) {
    counts[STEPS]++;
    counts[FIRST_WINDOW] = Math.min(counts[FIRST_WINDOW], window);
    for (int u = 0; u < active.length; u++) {
      double x = values.get(from + u);
      if (!(Math.abs(x) <= LARGEST)) {
        counts[NON_FINITE]++;
        continue;
      }
      counts[VALUES]++;
      if (Math.abs(x) <= options.silence()) {
        counts[SILENT]++;
      } else {
        active[u]++;
        saturated[u] += Math.abs(x) >= options.saturation() ? 1 : 0;
      }
      if (x != 0) {
        ExactSum.add(sums, SUM, x);
        ExactSum.addSquare(sums, SQUARES, x);
      }
      if (histogram.length > 0) {
        histogram[Histogram.bin(options.valueEdges(), x)]++;
      }
    }
  }

  /** Adds statistics of the same form. */
  void merge(Statistics other) {
    for (int i = STEPS; i <= SILENT; i++) {
      counts[i] += other.counts[i];
    }
    counts[FIRST_WINDOW] = Math.min(counts[FIRST_WINDOW], other.counts[FIRST_WINDOW]);
    ExactSum.merge(sums, SUM, other.sums[SUM], other.sums[SUM + 1]);
    ExactSum.merge(sums, SQUARES, other.sums[SQUARES], other.sums[SQUARES + 1]);
    addAll(active, other.active);
    addAll(saturated, other.saturated);
    addAll(histogram, other.histogram);
  }

  private static void addAll(long[] target, long[] more) {
    for (int i = 0; i < target.length; i++) {
      target[i] += more[i];
    }
  }

  /** Mean over all values. */
  double mean() {
    return sum().divide(n(), MathContext.DECIMAL64).doubleValue();
  }

  /** Variance over all values, E[x^2] - E[x]^2. */
  double variance() {
    BigDecimal squares = ExactSum.value(sums[SQUARES], sums[SQUARES + 1]);
    BigDecimal spread = squares.multiply(n()).subtract(sum().multiply(sum()));
    double variance = spread.divide(n().multiply(n()), MathContext.DECIMAL64).doubleValue();
    return Math.max(0, variance);
  }

  /** Active values per second and unit, or per step and unit where steps are not time. */
  double rate() {
    double perStep = (double) (counts[VALUES] - counts[SILENT]) / counts[VALUES];
    return sums[DT] > 0 ? perStep / sums[DT] : perStep;
  }

  /** Share of silent values. */
  double sparsity() {
    return (double) counts[SILENT] / counts[VALUES];
  }

  /** Share of units that were never active. */
  double dead() {
    int dead = 0;
    for (long n : active) {
      dead += n == 0 ? 1 : 0;
    }
    return (double) dead / active.length;
  }

  /** Share of units that were saturated in at least {@code share} of their steps. */
  double saturated(double share) {
    int many = 0;
    for (long n : saturated) {
      many += n > 0 && n >= share * counts[STEPS] ? 1 : 0;
    }
    return (double) many / saturated.length;
  }

  /** Counts of values at dense sites, of the units' spikes per step at spiking sites. */
  long[] histogram(double[] rateEdges) {
    if (!spikes()) {
      return histogram.clone();
    }
    long[] rates = new long[rateEdges.length + 1];
    for (long n : active) {
      rates[Histogram.bin(rateEdges, (double) n / counts[STEPS])]++;
    }
    return rates;
  }

  private BigDecimal n() {
    return BigDecimal.valueOf(counts[VALUES]);
  }

  private BigDecimal sum() {
    return ExactSum.value(sums[SUM], sums[SUM + 1]);
  }
}
