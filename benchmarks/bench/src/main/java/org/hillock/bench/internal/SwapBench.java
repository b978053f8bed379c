package org.hillock.bench.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hillock.api.registry.Deployer;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapReport.Unload;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Swaps a model back and forth under load, then lets other code update its bundle in place, then
 * does that to a bundle without a registry.
 */
final class SwapBench {
  private static final String BUNDLE = "org.hillock.bench.model";
  private static final String MODEL = "bench-swap";
  private static final double METASPACE_LIMIT = 2;

  private final Registry registry;
  private final Deployer deployer;
  private final Bundles bundles;
  private final PrintStream out;
  private final int swaps;
  private final List<Unload> unloads = new ArrayList<>();
  private double[] swapMillis = {};

  SwapBench(Registry registry, Deployer deployer, Bundles bundles, PrintStream out, int swaps) {
    this.registry = registry;
    this.deployer = deployer;
    this.bundles = bundles;
    this.out = out;
    this.swaps = swaps;
  }

  boolean run() throws IOException, InterruptedException, BundleException {
    Path[] jars = bundles.jars(BUNDLE, MODEL);
    VersionId[] ids = {deployer.deploy(jars[0]).get(0), deployer.deploy(jars[1]).get(0)};
    say("warming up with %d swaps", swaps);
    join(registry.swap(SwapRequest.to(ids[0])));
    Load warm = new Load(registry, MODEL);
    swap(ids, swaps);
    warm.end();
    unloads.clear();
    Footprint before = Footprint.now();

    say("%d swaps under 4 calling threads and 4 sessions", swaps);
    Load load = new Load(registry, MODEL);
    load.watch(true);
    swap(ids, swaps);
    load.watch(false);
    load.end();
    long collected =
        unloads.stream()
            .filter(u -> u.stopped() && u.unreferenced() && join(u.collected()))
            .count();
    Footprint after = Footprint.settled(before);
    int different = load.different();

    say("%d updates in place by other code under the same load", swaps / 2);
    Load updated = new Load(registry, MODEL);
    updated.watch(true);
    updates(jars);
    updated.watch(false);
    updated.end();
    int changed = updated.different();

    say("the peer: %d times Bundle.update, a ServiceTracker asked in each call", swaps / 2);
    Peer peer = new Peer(bundles, swaps / 2);
    peer.run();
    return judge(load, updated, peer, before, after, collected, different + changed);
  }

  private void swap(VersionId[] ids, int times) {
    swapMillis = new double[times];
    for (int i = 1; i <= times; i++) {
      long began = System.nanoTime();
      SwapReport report = join(registry.swap(SwapRequest.to(ids[i % 2])));
      swapMillis[i - 1] = (System.nanoTime() - began) / 1e6;
      unloads.add(join(report.unload()));
      if (i % 50 == 0) {
        say("  %d swapped", i);
      }
    }
    Arrays.sort(swapMillis);
  }

  private void updates(Path[] jars) throws IOException, InterruptedException, BundleException {
    for (int i = 1; i <= swaps / 2; i++) {
      Bundle bundle = bundles.installed(BUNDLE);
      bundles.update(bundle, jars[i % 2]);
      if (i % 4 == 0) {
        bundles.refresh(bundle);
      }
      awaitLive();
    }
  }

  private void awaitLive() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (registry.model(MODEL).live().isEmpty()) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("expected the model back within 10 s of an update");
      }
      Thread.sleep(1);
    }
  }

  private boolean judge(
      Load load,
      Load updated,
      Peer peer,
      Footprint before,
      Footprint after,
      long collected,
      int different) {
    double metaspace = (after.metaspace() - before.metaspace()) / (double) (1 << 20);
    boolean good =
        load.failed() == 0
            && updated.failed() == 0
            && different == 0
            && collected == swaps
            && after.threads() <= before.threads()
            && metaspace < METASPACE_LIMIT;
    out.printf(Locale.ROOT, "%n%-34s%12s%12s%14s%n", "", "calls", "failed", "worst call");
    row(swaps + " swaps", load.calls(), load.failed(), load.worstMillis());
    row(swaps / 2 + " updates by others", updated.calls(), updated.failed(), updated.worstMillis());
    row("peer: " + swaps / 2 + " updates", peer.calls() + peer.failed(), peer.failed(), -1);
    out.printf(
        Locale.ROOT,
        "swap median %.1f ms, longest %.1f ms; peer: %d of %d updates failed a call%n",
        swapMillis[swaps / 2],
        swapMillis[swaps - 1],
        peer.updatesWithFailure(),
        swaps / 2);
    String failure = load.failure() + updated.failure();
    if (!failure.isEmpty()) {
      out.println("a failure: " + failure);
    }
    out.printf(
        Locale.ROOT,
        "bench swap: %d swaps, %d failed calls, worst call during a swap %.1f ms; updates by"
            + " others: %d failed calls, worst %.1f ms; sessions different: %d of %d; loaders given"
            + " back %d of %d; threads %d -> %d; classes %d -> %d; metaspace %+.2f MB (limit %.0f):"
            + " %s%n",
        swaps,
        load.failed(),
        load.worstMillis(),
        updated.failed(),
        updated.worstMillis(),
        different,
        load.sessions() + updated.sessions(),
        collected,
        swaps,
        before.threads(),
        after.threads(),
        before.classes(),
        after.classes(),
        metaspace,
        METASPACE_LIMIT,
        good ? "ok" : "SHORT");
    return good;
  }

  private void row(String what, long calls, long failed, double worst) {
    String longest = worst < 0 ? "-" : String.format(Locale.ROOT, "%.1f ms", worst);
    out.printf(Locale.ROOT, "%-34s%12d%12d%14s%n", what, calls, failed, longest);
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(90, TimeUnit.SECONDS).join();
  }
}
