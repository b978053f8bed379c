package org.hillock.bench.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell command of the benchmarks. */
@Component(
    service = BenchCommand.class,
    property = {"osgi.command.scope=hillock", "osgi.command.function=bench"})
public final class BenchCommand {
  private static final int SWAPS = 200;
  private static final int SWAPS_ONCE = 20;

  private final BundleContext context;
  private final Registry registry;
  private final Deployer deployer;

  /** With the services that it measures. */
  @Activate
  public BenchCommand(
      BundleContext context, @Reference Registry registry, @Reference Deployer deployer) {
    this.context = context;
    this.registry = registry;
    this.deployer = deployer;
  }

  /** Runs a benchmark; 0 when it holds what it promises, else 1. */
  @Descriptor(
      "Measures the running platform; 'swap' swaps a small model under load, lets others update it"
          + " in place, and does the same to a plain bundle as the peer; 'exactly-once' swaps and"
          + " kills the broker under load and has an outside consumer compare the log with a ledger"
          + " of the calls; 'stream' measures lossless throughput beside a plain producer, and"
          + " latency. Example: bench swap")
  public int bench(
      CommandSession session,
      @Descriptor("swaps, by default 200, or 20 of exactly-once; swap: half as many updates")
          @Parameter(
              names = {"-n", "--swaps"},
              absentValue = "-1")
          int swaps,
      @Descriptor("exactly-once: frames")
          @Parameter(
              names = {"--frames"},
              absentValue = "1000000")
          long frames,
      @Descriptor("exactly-once: how often the broker is killed")
          @Parameter(
              names = {"--kills"},
              absentValue = "2")
          int kills,
      @Descriptor("exactly-once: plants two errors, which must be found")
          @Parameter(
              names = {"--mutate"},
              absentValue = "false",
              presentValue = "true")
          boolean mutate,
      @Descriptor("stream: pairs of blocks for each size")
          @Parameter(
              names = {"--blocks"},
              absentValue = "30")
          int blocks,
      @Descriptor("stream: the only size to measure, 256 or 4096, and no latency; 0 for all")
          @Parameter(
              names = {"--floats"},
              absentValue = "0")
          int floats,
      @Descriptor("swap, exactly-once or stream") String name)
      throws IOException, InterruptedException, BundleException {
    if (name.equals("stream")) {
      if (blocks < 1 || floats != 0 && floats != 256 && floats != 4096) {
        throw new IllegalArgumentException(
            "expected 1 pair of blocks or more, and 0, 256 or 4096 floats, got "
                + blocks
                + " and "
                + floats);
      }
      return inFolder(
          folder ->
              new StreamBench(registry, new Services(context), session, folder, blocks, floats)
                  .run());
    }
    int wanted = swaps >= 0 ? swaps : name.equals("swap") ? SWAPS : SWAPS_ONCE;
    boolean known = name.equals("swap") && wanted >= 2 || name.equals("exactly-once");
    if (!known || frames < 1 || kills < 0) {
      throw new IllegalArgumentException(
          "expected benchmark 'stream', 'swap' with 2 swaps or more, or 'exactly-once' with 1 frame or more,"
              + " got '"
              + name
              + "', "
              + wanted
              + " swaps, "
              + frames
              + " frames and "
              + kills
              + " kills");
    }
    return inFolder(
        folder -> {
          Bundles bundles = new Bundles(context, folder);
          boolean good =
              name.equals("swap")
                  ? new SwapBench(registry, deployer, bundles, session.getConsole(), wanted).run()
                  : new OnceBench(
                          registry,
                          deployer,
                          new Services(context),
                          session.getConsole(),
                          new OnceBench.Plan(frames, wanted, kills, mutate))
                      .run(bundles, folder);
          return good ? 0 : 1;
        });
  }

  private interface Benchmark {
    int run(Path folder) throws IOException, InterruptedException, BundleException;
  }

  /** Runs with a folder that is deleted at the end. */
  private static int inFolder(Benchmark benchmark)
      throws IOException, InterruptedException, BundleException {
    Path folder = Files.createTempDirectory("hillock-bench");
    try {
      return benchmark.run(folder);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
