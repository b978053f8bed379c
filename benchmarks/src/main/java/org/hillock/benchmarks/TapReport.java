package org.hillock.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link TapBenchmark} on one thread and judges what a live tap of 256 floats costs the thread
 * that runs a call: the median of five iterations, at most 2 microseconds more than without a tap.
 */
public final class TapReport {
  private static final double LIMIT_NANOS = 2000;

  private TapReport() {}

  /** Prints one line a measurement and a summary line; exit status 1 when it falls short. */
  public static void main(String[] args) throws RunnerException {
    Map<String, Double> medians = new TreeMap<>();
    medians.putAll(run("call", "none", "live", "lossless"));
    medians.putAll(run("copyAlone", "none"));
    double bare = medians.get("call none");
    double live = medians.get("call live") - bare;
    boolean good = live <= LIMIT_NANOS;
    System.out.printf(
        Locale.ROOT,
        "bench tap: a live tap of 256 floats +%.0f ns, a lossless one +%.0f ns, without a tap"
            + " %.0f ns, the copy alone %.0f ns (limit 2000 ns for live): %s%n",
        live,
        medians.get("call lossless") - bare,
        bare,
        medians.get("copyAlone none"),
        good ? "ok" : "SHORT");
    System.exit(good ? 0 : 1);
  }

  private static Map<String, Double> run(String method, String... taps) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(TapBenchmark.class.getName() + "." + method + "$")
                    .param("tap", taps)
                    .threads(1)
                    .build())
            .run();
    Map<String, Double> medians = new TreeMap<>();
    for (RunResult result : results) {
      double[] nanos =
          result.getBenchmarkResults().iterator().next().getIterationResults().stream()
              .mapToDouble(i -> i.getPrimaryResult().getScore())
              .sorted()
              .toArray();
      String name = method + " " + result.getParams().getParam("tap");
      medians.put(name, nanos[nanos.length / 2]);
      System.out.println(name + ": " + Arrays.toString(nanos) + " ns");
    }
    return medians;
  }
}
