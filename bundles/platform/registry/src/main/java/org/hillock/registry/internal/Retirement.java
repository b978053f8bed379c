package org.hillock.registry.internal;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.SwapReport.Unload;
import org.hillock.api.registry.VersionInfo.Phase;

/** Waits until nothing runs on a replaced version, and gives its code back. */
final class Retirement {
  private static final long POLL_NANOS = 200_000;

  private final Desk desk;
  private final Loader loader;
  private final Catalogue catalogue;
  private final CollectionWatch collection;

  Retirement(Desk desk, Loader loader, Catalogue catalogue, CollectionWatch collection) {
    this.desk = desk;
    this.loader = loader;
    this.catalogue = catalogue;
    this.collection = collection;
  }

  /** Nothing to unload. */
  CompletableFuture<Unload> none() {
    return CompletableFuture.completedFuture(
        new Unload(Duration.ZERO, 0, true, true, CompletableFuture.completedFuture(true)));
  }

  /** Drains and unloads what the routes left, on a thread of its own. */
  CompletableFuture<Unload> begin(List<Target> targets) {
    List<Loaded> old = new ArrayList<>();
    for (Target t : targets) {
      if (t.from() != null && t.from() != t.loaded()) {
        Version version = catalogue.find(t.from().id());
        if (version != null) {
          version.unload(t.from(), Phase.DRAINING, "");
        }
        old.add(t.from());
      }
    }
    if (old.isEmpty()) {
      return none();
    }
    return begin(old, Phase.RETIRED, "");
  }

  /**
   * Unloads a version that was never live.
   *
   * @param then its phase afterwards
   * @param problem where that is FAILED, else an empty text
   */
  CompletableFuture<Unload> giveBack(Loaded loaded, Phase then, String problem) {
    Version version = catalogue.find(loaded.id());
    if (version != null) {
      version.unload(loaded, Phase.DRAINING, "");
    }
    return begin(new ArrayList<>(List.of(loaded)), then, problem);
  }

  private CompletableFuture<Unload> begin(List<Loaded> old, Phase then, String problem) {
    CompletableFuture<Unload> unload = new CompletableFuture<>();
    DaemonThreads.named("hillock-unload").newThread(() -> run(old, then, problem, unload)).start();
    return unload;
  }

  private void run(List<Loaded> old, Phase then, String problem, CompletableFuture<Unload> unload) {
    try {
      long began = System.nanoTime();
      int revoked = drain(old, desk.limits().drain());
      Duration drained = Duration.ofNanos(System.nanoTime() - began);
      boolean stopped = true;
      boolean unreferenced = true;
      List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
      for (Loaded version : old) {
        desk.events().publish(Type.DRAINED, version.id(), "drained, " + revoked + " revoked");
        loader.forget(version);
        Parts.Released released = version.parts().release();
        stopped &= released.stopped();
        unreferenced &= released.unreferenced();
        loaders.addAll(released.loaders());
        Version known = catalogue.find(version.id());
        if (known != null && known.loaded() == null) {
          known.phase(then, problem);
        }
        desk.events().publish(Type.UNLOADED, version.id(), "unloaded");
      }
      unload.complete(
          new Unload(drained, revoked, stopped, unreferenced, collection.watch(loaders)));
    } catch (Throwable t) {
      unload.completeExceptionally(new IllegalStateException("unload: " + FailureText.of(t)));
    } finally {
      old.clear();
    }
  }

  /**
   * Closes versions to new calls and waits for those that run; at the limit their leases are
   * revoked.
   *
   * @return how many were
   */
  int drain(Collection<Loaded> versions, Duration limit) {
    versions.forEach(Loaded::close);
    long until = System.nanoTime() + limit.toNanos();
    int revoked = 0;
    for (Loaded version : versions) {
      while (desk.handles().leases(version) > 0 && System.nanoTime() - until < 0) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      for (Handle handle : desk.handles().open()) {
        String thread = handle.slot().revoke(version);
        if (thread != null) {
          revoked++;
          desk.events()
              .publish(
                  Type.LEASE_REVOKED,
                  version.id(),
                  "lease of " + handle.label() + " revoked, thread " + thread);
        }
      }
    }
    return revoked;
  }
}
