package org.hillock.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link LeaseBenchmark} on 1 and 2 threads and judges what lease and empty hooks add to the
 * bare call: the median of five iterations, at most 200 ns and no allocation. Judged is the
 * processor time, which other processes do not change; the time on the wall stands beside it.
 */
public final class LeaseReport {
  private static final double LIMIT_NANOS = 200;
  private static final double LIMIT_BYTES = 0.5;

  private LeaseReport() {}

  /** Prints one line a measurement and a summary line; exit status 1 when it falls short. */
  public static void main(String[] args) throws RunnerException {
    boolean good = true;
    StringBuilder summary = new StringBuilder("bench lease:");
    for (int threads = 1; threads <= 2; threads++) {
      Map<String, Cost> costs = run(threads);
      Cost bare = costs.get("bare");
      for (String kind : new String[] {"client", "session"}) {
        Cost cost = costs.get(kind);
        double added = cost.processor() - bare.processor();
        good &= added <= LIMIT_NANOS && cost.bytes() < LIMIT_BYTES;
        summary.append(
            String.format(
                Locale.ROOT,
                " %s on %d threads +%.0f ns (wall +%.0f) %.0f B;",
                kind,
                threads,
                added,
                cost.wall() - bare.wall(),
                cost.bytes()));
      }
      summary.append(String.format(Locale.ROOT, " bare %.0f ns;", bare.processor()));
    }
    System.out.println(
        summary + (good ? " within 200 ns and 0 B: ok" : " expected 200 ns and 0 B: SHORT"));
    System.exit(good ? 0 : 1);
  }

  private static Map<String, Cost> run(int threads) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(LeaseBenchmark.class.getName())
                    .threads(threads)
                    .addProfiler(GCProfiler.class)
                    .addProfiler(ProcessorTime.class)
                    .build())
            .run();
    Map<String, Cost> costs = new TreeMap<>();
    for (RunResult result : results) {
      Collection<IterationResult> iterations =
          result.getBenchmarkResults().iterator().next().getIterationResults();
      Cost cost =
          new Cost(
              median(iterations, ProcessorTime.NANOS),
              median(iterations.stream().mapToDouble(i -> i.getPrimaryResult().getScore())),
              median(iterations, "gc.alloc.rate.norm"));
      costs.put(result.getPrimaryResult().getLabel(), cost);
    }
    return costs;
  }

  private static double median(Collection<IterationResult> iterations, String name) {
    return median(
        iterations.stream().mapToDouble(i -> i.getSecondaryResults().get(name).getScore()));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Of one call: nanoseconds of a processor, nanoseconds on the wall, bytes allocated. */
  private record Cost(double processor, double wall, double bytes) {}
}
