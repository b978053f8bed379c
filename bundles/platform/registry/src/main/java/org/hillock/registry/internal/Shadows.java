package org.hillock.registry.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hillock.api.model.TensorSpec;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapReport.Unload;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;
import org.hillock.api.spi.StreamNumbers;
import org.hillock.api.spi.StreamStart;
import org.hillock.registry.internal.shadow.Host;
import org.hillock.registry.internal.shadow.ShadowRun;

/** Begins shadows, and ends those that others make pointless. One a model. */
final class Shadows implements Host {
  private final Desk desk;
  private final Routes routes;
  private final Catalogue catalogue;
  private final Loader loader;
  private final Retirement retirement;
  private final SwapThread swaps;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Map<ShadowRun, Running> unreleased = new ConcurrentHashMap<>();
  private Swapper swapper;

  /**
   * A shadow that runs.
   *
   * @param ours the candidate was loaded for it
   * @param before phase of the candidate before that
   */
  private record Running(
      ShadowRun run, Route route, Loaded live, Loaded candidate, boolean ours, Phase before) {}

  Shadows(
      Desk desk,
      Routes routes,
      Catalogue catalogue,
      Loader loader,
      Retirement retirement,
      SwapThread swaps) {
    this.desk = desk;
    this.routes = routes;
    this.catalogue = catalogue;
    this.loader = loader;
    this.retirement = retirement;
    this.swaps = swaps;
  }

  void swapper(Swapper theSwapper) {
    swapper = theSwapper;
  }

  CompletableFuture<Shadow> begin(VersionId id, ShadowOptions options) {
    catalogue.require(id);
    return swaps.submit(
        () -> {
          try {
            return open(id, options);
          } catch (LoadFailure e) {
            String text = "shadow of " + id.model() + " " + id + " refused: " + e.getMessage();
            desk.events().publish(Type.SWAP_REFUSED, id, text);
            throw new SwapRefusedException(text);
          }
        });
  }

  private Shadow open(VersionId id, ShadowOptions options) throws LoadFailure {
    Route route = routes.ensure(id.model());
    Loaded live = desk.table().live(route.index());
    Running other = running.get(route.name());
    if (other != null) {
      throw new LoadFailure("expected no other shadow, got one of " + other.run.candidate());
    }
    if (live == null || live.id().equals(id)) {
      throw new LoadFailure(
          "expected another version to be live, got " + (live == null ? "none" : "it"));
    }
    Version version = catalogue.require(id);
    Running last = unreleased(version.loaded());
    Phase before = last != null ? last.before : version.phase();
    boolean ours = last != null ? last.ours : version.loaded() == null || version.loaded().closed();
    Loaded candidate = loader.ready(version);
    try {
      requireSame("inputs", live.card().inputs(), candidate.card().inputs());
      requireSame("outputs", live.card().outputs(), candidate.card().outputs());
    } catch (LoadFailure e) {
      if (ours) {
        retirement.giveBack(candidate, before, "");
      }
      throw e;
    }
    ShadowRun run =
        new ShadowRun(
            live.id(),
            live.token(),
            new ShadowCandidate(candidate),
            options,
            (stream, name, rows) ->
                new Recording(desk.recorders(), streams(route, stream, name, rows))::current,
            desk.limits().selfCheck(),
            desk.limits().tapBlock(),
            this);
    Running started = new Running(run, route, live, candidate, ours, before);
    running.put(route.name(), started);
    unreleased.put(run, started);
    route.mirror(run.mirror());
    run.start();
    desk.events().publish(Type.SHADOW_BEGAN, id, "runs beside " + live.id());
    if (live.closed() || candidate.closed()) {
      run.end("a bundle of one of both versions stopped");
    }
    return run;
  }

  /** A shadow that has not given this version back yet, or null. */
  private Running unreleased(Loaded candidate) {
    return unreleased.values().stream()
        .filter(one -> one.candidate == candidate)
        .findAny()
        .orElse(null);
  }

  private static StreamStart streams(Route route, UUID id, String name, int rows) {
    return new StreamStart(route.name(), id, name, rows, false, StreamNumbers.NONE);
  }

  private static void requireSame(String what, List<TensorSpec> live, List<TensorSpec> candidate)
      throws LoadFailure {
    boolean same = live.size() == candidate.size();
    for (int i = 0; same && i < live.size(); i++) {
      same =
          live.get(i).dtype() == candidate.get(i).dtype()
              && live.get(i).axes().equals(candidate.get(i).axes());
    }
    if (!same) {
      throw new LoadFailure(
          "expected " + what + " as the live version has, " + live + ", got " + candidate);
    }
  }

  /** Routes have moved: their shadows end. On the swap thread. */
  void moved(List<Target> targets) {
    for (Target t : targets) {
      Running one = running.get(t.route().name());
      if (one != null && one.live != t.loaded()) {
        boolean chosen = one.candidate == t.loaded();
        one.run.end(
            chosen
                ? "the candidate went live"
                : "version " + t.version().id() + " went live by another swap");
      }
    }
  }

  /** Code of these versions is about to stop: their shadows end. In framework callbacks. */
  void end(Collection<Loaded> affected, String why) {
    for (Running one : List.copyOf(unreleased.values())) {
      if (affected.contains(one.candidate)) {
        one.run.end(why + ", which the candidate needs");
        one.run.interrupt();
      } else if (affected.contains(one.live)) {
        one.run.end(why + ", which the live version needs");
      }
    }
  }

  /** Waits for the threads that are in the code of these versions. */
  void await(Collection<Loaded> affected, Duration limit) {
    long until = System.nanoTime() + limit.toNanos();
    try {
      for (Running one : List.copyOf(unreleased.values())) {
        if (affected.contains(one.candidate)) {
          one.run.await(until - System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    List<Loaded> all = new ArrayList<>();
    unreleased.values().forEach(one -> all.add(one.candidate));
    end(all, "the registry stops");
    await(all, desk.limits().callbackDrain());
  }

  @Override
  public void detached(ShadowRun shadow, String reason) {
    Running one = unreleased.get(shadow);
    if (one != null) {
      one.route.unmirror(shadow.mirror());
      running.remove(one.route.name(), one);
    }
    desk.events().publish(Type.SHADOW_ENDED, shadow.candidate(), reason);
  }

  @Override
  public CompletableFuture<Unload> release(ShadowRun shadow) {
    CompletableFuture<CompletableFuture<Unload>> released =
        swaps.submit(
            () -> {
              Running one = unreleased.remove(shadow);
              return one == null ? retirement.none() : release(one, shadow.failed(), shadow.end());
            });
    return released
        .exceptionally(
            stopped -> {
              unreleased.remove(shadow);
              return retirement.none();
            })
        .thenCompose(unload -> unload);
  }

  private CompletableFuture<Unload> release(Running one, boolean failed, String why) {
    Version version = catalogue.find(one.candidate.id());
    boolean ours = one.ours && version != null && version.loaded() == one.candidate;
    if (!ours
        || unreleased(one.candidate) != null
        || desk.table().live(one.route.index()) == one.candidate) {
      return retirement.none();
    }
    Phase then = failed ? Phase.FAILED : one.before;
    return retirement.giveBack(one.candidate, then, failed ? why : "");
  }

  @Override
  public CompletableFuture<SwapReport> swap(ShadowRun shadow, Unmigratable unmigratable) {
    return swaps.submit(
        () -> {
          if (!shadow.end().isEmpty()) {
            throw new SwapRefusedException(
                "swap to "
                    + shadow.candidate()
                    + " refused: its shadow has ended: "
                    + shadow.end());
          }
          return swapper.run(
              new SwapRequest(List.of(shadow.candidate()), unmigratable),
              SwapKind.SWAP,
              "swapped in after " + shadow.numbers().compared() + " calls in its shadow");
        });
  }

  @Override
  public void refused(ShadowRun shadow, String why) {
    swapper.refused(List.of(shadow.candidate()), why);
  }
}
