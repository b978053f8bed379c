package org.hillock.registry.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.SwapRefusedException;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.SwapRequest.Unmigratable;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;

/**
 * The one way to change what is live: check, hold the sessions, migrate copies, write the journal,
 * move the routes at once, let the sessions go, and drain. One thread runs it, so swaps never
 * overlap.
 */
final class Swapper {
  private final Desk desk;
  private final Routes routes;
  private final Catalogue catalogue;
  private final Loader loader;
  private final Journal journal;
  private final Retirement retirement;
  private final Shadows shadows;

  Swapper(
      Desk desk,
      Routes routes,
      Catalogue catalogue,
      Loader loader,
      Journal journal,
      Retirement retirement,
      Shadows shadows) {
    this.desk = desk;
    this.routes = routes;
    this.catalogue = catalogue;
    this.loader = loader;
    this.journal = journal;
    this.retirement = retirement;
    this.shadows = shadows;
  }

  SwapReport run(SwapRequest request, SwapKind kind, String why) {
    try {
      return swap(request, kind, why);
    } catch (LoadFailure e) {
      throw new SwapRefusedException(refused(request.versions(), e.getMessage()));
    }
  }

  /** Writes down that versions do not go live; the whole line. */
  String refused(List<VersionId> versions, String why) {
    String text = "swap to " + names(versions) + " refused: " + why;
    note(JournalEntry.now(JournalEntry.REFUSED, versions, text));
    desk.events().publish(Type.SWAP_REFUSED, versions.get(0), text);
    return text;
  }

  private SwapReport swap(SwapRequest request, SwapKind kind, String why) throws LoadFailure {
    long began = System.nanoTime();
    List<Target> targets = new ArrayList<>();
    for (VersionId id : request.versions()) {
      Route route = routes.ensure(id.model());
      Version version = catalogue.require(id);
      Loaded loaded = loader.ready(version);
      targets.add(new Target(route, version, loaded, desk.table().live(route.index())));
    }
    long checked = System.nanoTime();
    List<VersionId> to = request.versions();
    List<VersionId> from = ids(targets);
    if (targets.stream().allMatch(t -> t.from() == t.loaded())) {
      return report(from, to, checked - began, 0, List.of(), retirement.none());
    }
    Set<String> models = to.stream().map(VersionId::model).collect(Collectors.toSet());
    List<Move> moves;
    try (SessionLocks locks =
        new SessionLocks(desk.handles(), models, desk.limits().drain().toNanos())) {
      moves = plan(targets, locks, kind);
      refuseLosses(moves, request.unmigratable(), kind);
      record(targets, kind, why);
      targets.forEach(t -> t.version().phase(Phase.LIVE, ""));
      if (!desk.table().move(moved(targets))) {
        throw undo(targets);
      }
      settle(targets, moves);
    }
    long done = System.nanoTime();
    shadows.moved(targets);
    for (Target t : targets) {
      desk.events().publish(Type.WENT_LIVE, t.version().id(), why);
    }
    CompletableFuture<SwapReport.Unload> unload = retirement.begin(targets);
    return report(from, to, checked - began, done - checked, moves, unload);
  }

  private List<Move> plan(List<Target> targets, SessionLocks locks, SwapKind kind)
      throws LoadFailure {
    return ModelThread.call(
        "migration of sessions",
        desk.limits().selfCheck(),
        () -> {
          List<Move> moves = new ArrayList<>();
          for (Target t : targets) {
            Migrations migrations = new Migrations(t.from(), t.loaded(), kind == SwapKind.ROLLBACK);
            for (SessionHandle session : locks.of(t.route().name())) {
              moves.add(migrations.plan(session));
            }
          }
          return moves;
        });
  }

  private static void refuseLosses(List<Move> moves, Unmigratable rule, SwapKind kind)
      throws LoadFailure {
    if (rule == Unmigratable.END || kind == SwapKind.RESTORE) {
      return;
    }
    List<String> lost =
        moves.stream()
            .filter(m -> m.way() == Move.Way.LOST)
            .map(m -> m.session().label() + " (" + m.problem() + ")")
            .toList();
    if (!lost.isEmpty()) {
      throw new LoadFailure(
          "expected a way on for every session, got none for " + String.join(", ", lost));
    }
  }

  private void record(List<Target> targets, SwapKind kind, String why) throws LoadFailure {
    List<VersionId> to = targets.stream().map(t -> t.version().id()).toList();
    try {
      journal.append(JournalEntry.now(kind.action(), to, why));
    } catch (IOException e) {
      throw new LoadFailure("the journal cannot be written: " + FailureText.of(e));
    }
  }

  private LoadFailure undo(List<Target> targets) {
    for (Target t : targets) {
      boolean closed = t.loaded().closed();
      t.version().phase(closed ? Phase.RETIRED : Phase.CHECKED, "");
    }
    List<VersionId> before =
        targets.stream().filter(t -> t.from() != null).map(t -> t.from().id()).toList();
    if (!before.isEmpty()) {
      note(JournalEntry.now(JournalEntry.RESTORED, before, "stays live, the swap did not happen"));
    }
    return new LoadFailure("a bundle of the new version stopped during the swap");
  }

  private void settle(List<Target> targets, List<Move> moves) {
    Map<String, Loaded> byModel = new HashMap<>();
    targets.forEach(t -> byModel.put(t.route().name(), t.loaded()));
    long keepUntil = System.nanoTime() + desk.limits().keptStates().toNanos();
    for (Move move : moves) {
      if (move.way() == Move.Way.LOST) {
        move.session().abandon(move.problem());
      } else {
        move.session().adopt(move, byModel.get(move.session().model()), keepUntil);
      }
    }
  }

  private void note(JournalEntry entry) {
    try {
      journal.append(entry);
    } catch (IOException e) {
      System.getLogger("org.hillock.registry")
          .log(System.Logger.Level.WARNING, "journal: " + FailureText.of(e));
    }
  }

  private static Map<Integer, Loaded> moved(List<Target> targets) {
    Map<Integer, Loaded> moves = new HashMap<>();
    targets.forEach(t -> moves.put(t.route().index(), t.loaded()));
    return moves;
  }

  private static List<VersionId> ids(List<Target> targets) {
    return targets.stream().filter(t -> t.from() != null).map(t -> t.from().id()).toList();
  }

  private static String names(List<VersionId> ids) {
    return ids.stream().map(v -> v.model() + " " + v).collect(Collectors.joining(", "));
  }

  private static SwapReport report(
      List<VersionId> from,
      List<VersionId> to,
      long check,
      long migration,
      List<Move> moves,
      CompletableFuture<SwapReport.Unload> unload) {
    return new SwapReport(
        from,
        to,
        Duration.ofNanos(check),
        Duration.ofNanos(migration),
        (int) moves.stream().filter(m -> m.way() != Move.Way.LOST).count(),
        sessions(moves, Move.Way.LOST),
        sessions(moves, Move.Way.KEPT),
        unload);
  }

  private static List<UUID> sessions(List<Move> moves, Move.Way way) {
    return moves.stream().filter(m -> m.way() == way).map(m -> m.session().id()).toList();
  }
}
