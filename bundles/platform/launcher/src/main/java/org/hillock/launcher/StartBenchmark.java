package org.hillock.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the start and the idle memory: {@code StartBenchmark SCRIPT HOME CORE_HOME}. Starts the
 * whole platform with its broker on a fresh folder, once to make it warm and five times to measure,
 * each time from the call of the script to the line that says ready; then the core without broker,
 * whose resident memory is read after it has idled. Prints one summary line last; exit status 1
 * when a limit is missed.
 */
public final class StartBenchmark {
  private static final int RUNS = 5;
  private static final double MAX_SECONDS = 6;
  private static final double MAX_MEGABYTES = 200;
  private static final long IDLE_MILLIS = 5000;

  private final String script;
  private final String home;
  private final String core;
  private final Path data;

  private StartBenchmark(String script, String home, String core, Path data) {
    this.script = script;
    this.home = home;
    this.core = core;
    this.data = data;
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("hillock-bench-start");
    boolean holds;
    try {
      holds = new StartBenchmark(args[0], args[1], args[2], data).run();
    } finally {
      delete(data);
    }
    System.exit(holds ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%s %s, %d processors, load %.2f, Java %s%n",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("java.vm.version"));
    System.out.printf(Locale.ROOT, "first start, cold: %.2f s%n", start(home, 0).seconds());
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      Start start = start(home, 0);
      seconds.add(start.seconds());
      System.out.printf(
          Locale.ROOT,
          "start %d, warm: %.2f s, %.0f MB resident%n",
          i + 1,
          start.seconds(),
          start.megabytes());
    }
    double median = seconds.stream().sorted().toList().get(RUNS / 2);
    double megabytes = start(core, IDLE_MILLIS).megabytes();
    boolean holds = median < MAX_SECONDS && megabytes < MAX_MEGABYTES;
    System.out.printf(
        Locale.ROOT,
        "bench start: ready with broker in %.2f s (median of %d, limit %.0f s), "
            + "%.0f MB resident without broker and ND4J (limit %.0f MB): %s%n",
        median,
        RUNS,
        MAX_SECONDS,
        megabytes,
        MAX_MEGABYTES,
        holds ? "holds" : "FALLS SHORT");
    return holds;
  }

  private record Start(double seconds, double megabytes) {}

  private Start start(String distribution, long idleMillis)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(script, "--data", data.resolve("data").toString(), "--nointeractive")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("HILLOCK_HOME", distribution);
    long begin = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (line == null || !line.startsWith("Hillock is ready")) {
        throw new IOException("expected a platform that says ready, got: " + line);
      }
      Thread.sleep(idleMillis);
      return new Start(seconds, residentMegabytes(process.pid()));
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static double residentMegabytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
