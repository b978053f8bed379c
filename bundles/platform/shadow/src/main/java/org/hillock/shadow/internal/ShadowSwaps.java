package org.hillock.shadow.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hillock.api.analysis.Findings;
import org.hillock.api.model.SiteSpec;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.VersionId;
import org.hillock.shadow.ShadowSwap;
import org.hillock.shadow.ShadowSwapReport;
import org.hillock.shadow.ShadowSwapRequest;
import org.hillock.shadow.SiteDrift;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Shadow, analysis, comparison, decision; and everything that was started is stopped. */
@Component(service = ShadowSwap.class)
public final class ShadowSwaps implements ShadowSwap {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration ANALYSIS_LIMIT = Duration.ofSeconds(15);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Registry registry;
  private final Findings findings;
  private final ConfigurationAdmin configurations;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /** With the services that it needs. */
  @Activate
  public ShadowSwaps(
      @Reference Registry registry,
      @Reference Findings findings,
      @Reference ConfigurationAdmin configurations) {
    this.registry = registry;
    this.findings = findings;
    this.configurations = configurations;
  }

  /** Interrupts what runs and waits for it. */
  @Deactivate
  void stop() throws InterruptedException {
    stopped = true;
    long until = System.nanoTime() + STOP_LIMIT.toNanos();
    for (Thread thread : running) {
      thread.interrupt();
    }
    while (!running.isEmpty() && System.nanoTime() - until < 0) {
      Thread.sleep(10);
    }
  }

  @Override
  public ShadowSwapReport run(ShadowSwapRequest request, Consumer<String> progress)
      throws InterruptedException {
    running.add(Thread.currentThread());
    try {
      if (stopped) {
        throw new InterruptedException("the service of shadow swaps stops");
      }
      VersionId candidate = request.candidate();
      Shadow shadow = await(registry.shadow(candidate, ShadowOptions.DEFAULT), "shadow to begin");
      try {
        return compare(request, shadow, progress);
      } finally {
        shadow.close();
      }
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  private ShadowSwapReport compare(
      ShadowSwapRequest request, Shadow shadow, Consumer<String> progress)
      throws InterruptedException {
    List<String> live = sites(shadow.live());
    List<String> next = sites(shadow.candidate());
    String name = RatesOfShadow.newName(request.candidate().model());
    Drifts drifts =
        new Drifts(name, Set.of(shadow.live().toString(), shadow.candidate().toString()));
    Verdict verdict;
    ShadowNumbers numbers;
    try (AutoCloseable follower = findings.follow(RatesOfShadow.ANALYSIS, drifts);
        RatesOfShadow rates =
            RatesOfShadow.start(
                configurations, findings, name, request.candidate().model(), request.sites())) {
      if (!rates.await(ANALYSIS_LIMIT, () -> !shadow.end().isEmpty()) && shadow.end().isEmpty()) {
        throw new ShadowSwapException(
            "expected the rates analysis to start within "
                + ANALYSIS_LIMIT.toSeconds()
                + " s, got none; it is the bundle org.hillock.analysis.rates");
      }
      List<String> looked = request.sites().isEmpty() ? live : request.sites();
      Comparison comparison = new Comparison(request, shadow, drifts, looked, progress);
      progress.accept("comparing " + shadow.candidate() + " with " + shadow.live());
      comparison.run();
      numbers = comparison.numbers();
      verdict = new Verdict(request, live, next, drifts, numbers);
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (IOException e) {
      throw new ShadowSwapException("expected a configuration to be made, got " + e.getMessage());
    } catch (Exception e) {
      throw new ShadowSwapException("expected the comparison to end, got " + e.getMessage());
    }
    return decide(request, shadow, numbers, verdict);
  }

  private ShadowSwapReport decide(
      ShadowSwapRequest request, Shadow shadow, ShadowNumbers numbers, Verdict verdict)
      throws InterruptedException {
    String end = shadow.end();
    List<String> refusals = end.isEmpty() ? verdict.refusals() : List.of(end);
    if (refusals.isEmpty()) {
      try {
        SwapReport swap = await(shadow.swap(request.unmigratable()), "swap to end");
        return report(shadow, numbers, verdict.drifts(), refusals, Optional.of(swap));
      } catch (RegistryException refused) {
        refusals = List.of(refused.getMessage());
      }
    }
    shadow.refuse(String.join("; ", refusals));
    return report(shadow, numbers, verdict.drifts(), refusals, Optional.empty());
  }

  private static ShadowSwapReport report(
      Shadow shadow,
      ShadowNumbers numbers,
      List<SiteDrift> drifts,
      List<String> refusals,
      Optional<SwapReport> swap)
      throws InterruptedException {
    shadow.close();
    CompletableFuture<SwapReport.Unload> unload = shadow.unload();
    await(unload, "candidate to be given back");
    return new ShadowSwapReport(
        shadow.live(),
        shadow.candidate(),
        numbers,
        drifts,
        refusals,
        swap,
        swap.map(SwapReport::unload).orElse(unload));
  }

  private List<String> sites(VersionId version) {
    return registry.card(version).sites().stream().map(SiteSpec::name).toList();
  }

  private static <T> T await(CompletableFuture<T> future, String what) throws InterruptedException {
    try {
      return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new ShadowSwapException("expected the " + what + ", got " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new ShadowSwapException(
          "expected the " + what + " within " + LIMIT.toSeconds() + " s, got no answer");
    }
  }
}
