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
          + " in place, and does the same to a plain bundle as the peer. Example: bench swap")
  public int bench(
      CommandSession session,
      @Descriptor("swaps; half as many updates by others")
          @Parameter(
              names = {"-n", "--swaps"},
              absentValue = "200")
          int swaps,
      @Descriptor("swap") String name)
      throws IOException, InterruptedException, BundleException {
    if (!name.equals("swap") || swaps < 2) {
      throw new IllegalArgumentException(
          "expected benchmark 'swap' and 2 swaps or more, got '" + name + "' and " + swaps);
    }
    Path folder = Files.createTempDirectory("hillock-bench");
    try {
      Bundles bundles = new Bundles(context, folder);
      return new SwapBench(registry, deployer, bundles, session.getConsole(), swaps).run() ? 0 : 1;
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
