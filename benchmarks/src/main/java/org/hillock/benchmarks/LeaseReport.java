package org.hillock.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link LeaseBenchmark} on 1 and 2 threads and judges what lease and empty hooks add to the
 * bare call: the median of five iterations, at most 200 ns and no allocation.
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
      Map<String, double[]> medians = run(threads);
      double bare = medians.get("bare")[0];
      for (String kind : new String[] {"client", "session"}) {
        double added = medians.get(kind)[0] - bare;
        double bytes = medians.get(kind)[1];
        good &= added <= LIMIT_NANOS && bytes < LIMIT_BYTES;
        summary.append(
            String.format(
                Locale.ROOT,
                " %s on %d threads +%.0f ns %.0f B;",
                kind,
                threads,
                added,
                Math.floor(bytes + LIMIT_BYTES)));
      }
      summary.append(String.format(Locale.ROOT, " bare %.0f ns;", bare));
    }
    System.out.println(
        summary + (good ? " within 200 ns and 0 B: ok" : " expected 200 ns and 0 B: SHORT"));
    System.exit(good ? 0 : 1);
  }

  private static Map<String, double[]> run(int threads) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(LeaseBenchmark.class.getName())
                    .threads(threads)
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    Map<String, double[]> medians = new TreeMap<>();
    for (RunResult result : results) {
      Collection<IterationResult> iterations =
          result.getBenchmarkResults().iterator().next().getIterationResults();
      double[] nanos =
          iterations.stream().mapToDouble(i -> i.getPrimaryResult().getScore()).sorted().toArray();
      double[] bytes =
          iterations.stream()
              .mapToDouble(i -> i.getSecondaryResults().get("gc.alloc.rate.norm").getScore())
              .sorted()
              .toArray();
      String name = result.getPrimaryResult().getLabel();
      medians.put(name, new double[] {nanos[nanos.length / 2], bytes[bytes.length / 2]});
      System.out.println(name + " " + threads + " threads: " + Arrays.toString(nanos));
    }
    return medians;
  }
}
