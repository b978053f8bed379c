package org.hillock.itests.shadow;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.VersionId;
import org.hillock.shadow.ShadowSwap;
import org.hillock.shadow.ShadowSwapReport;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.ShadowSwapRequest.Bounds;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Runs shadow swaps with something that happens meanwhile. */
final class Stage {
  static final String MODEL = "fashion";

  private final BundleContext context;
  private final Registry registry;
  private final ShadowSwap swaps;

  Stage(BundleContext context, Registry registry, ShadowSwap swaps) {
    this.context = context;
    this.registry = registry;
    this.swaps = swaps;
  }

  /** What happens meanwhile. */
  interface Action {
    void run() throws Exception;
  }

  SwapReport swap(VersionId version) throws Exception {
    SwapReport report = registry.swap(SwapRequest.to(version)).get(60, TimeUnit.SECONDS);
    report.unload().get(60, TimeUnit.SECONDS);
    return report;
  }

  /** A shadow swap on a thread of its own, with {@code during} once the comparison has begun. */
  ShadowSwapReport run(VersionId candidate, double bound, int calls, Action during)
      throws Exception {
    ShadowSwapRequest request =
        ShadowSwapRequest.of(candidate, Duration.ofSeconds(60), calls, Bounds.drift(bound));
    CountDownLatch comparing = new CountDownLatch(1);
    CompletableFuture<ShadowSwapReport> report =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return swaps.run(
                    request,
                    line -> {
                      if (line.startsWith("comparing")) {
                        comparing.countDown();
                      }
                    });
              } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted");
              }
            },
            work -> new Thread(work, "test-shadow-swap").start());
    while (!comparing.await(50, TimeUnit.MILLISECONDS) && !report.isDone()) {
      Thread.onSpinWait();
    }
    during.run();
    return report.get(90, TimeUnit.SECONDS);
  }

  Bundle bundleOf(VersionId version) {
    return Arrays.stream(context.getBundles())
        .filter(b -> b.getSymbolicName().equals(version.bundle()))
        .filter(b -> b.getVersion().toString().equals(version.bundleVersion()))
        .filter(b -> b.getLocation().startsWith("hillock:"))
        .findFirst()
        .orElse(null);
  }

  static boolean collected(ShadowSwapReport report) throws Exception {
    return report.unload().get(60, TimeUnit.SECONDS).collected().get(60, TimeUnit.SECONDS);
  }

  /** Waits for the end of all threads of shadows. */
  static void awaitNoThread() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("hillock-shadow")) {
        thread.join(10_000);
        if (thread.isAlive()) {
          throw new AssertionError("expected thread " + thread.getName() + " to end");
        }
      }
    }
  }
}
