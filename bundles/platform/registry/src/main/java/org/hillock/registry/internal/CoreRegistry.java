package org.hillock.registry.internal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hillock.api.model.ModelCard;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.HistoryEntry;
import org.hillock.api.registry.Lease;
import org.hillock.api.registry.ModelInfo;
import org.hillock.api.registry.Notes;
import org.hillock.api.registry.Registry;
import org.hillock.api.registry.RegistryEvent;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.RouteOptions;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.registry.Shadow;
import org.hillock.api.registry.ShadowOptions;
import org.hillock.api.registry.SwapReport;
import org.hillock.api.registry.SwapRequest;
import org.hillock.api.registry.UnknownModelException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.registry.VersionInfo.Phase;

/** The registry without OSGi: versions come from {@link Source}s. */
public class CoreRegistry implements Registry, AutoCloseable {
  private final RouteTable table = new RouteTable();
  private final Routes routes = new Routes(table);
  private final Catalogue catalogue = new Catalogue();
  private final Handles handles = new Handles();
  private final Events events = new Events();
  private final SwapThread swaps = new SwapThread();
  private final Desk desk;
  private final Loader loader;
  private final Retirement retirement;
  private final CollectionWatch collection;
  private final Shadows shadows;
  private final Swapper swapper;
  private final History history;
  private final Rollback rollback;
  private final Notes notes;
  private final Losses losses;
  private final Overview overview;
  private final Watch watch;
  private final Sessions sessions;

  /**
   * A registry.
   *
   * @param folder for notes
   * @param recorders where calls are recorded
   */
  public CoreRegistry(Limits limits, Journal journal, Path folder, RecorderSource recorders) {
    this.desk = new Desk(table, handles, recorders, events, limits);
    this.sessions = new Sessions(desk);
    this.loader = new Loader(desk);
    this.collection = new CollectionWatch(limits.collect());
    this.retirement = new Retirement(desk, loader, catalogue, collection);
    this.shadows = new Shadows(desk, routes, catalogue, loader, retirement, swaps);
    this.swapper = new Swapper(desk, routes, catalogue, loader, journal, retirement, shadows);
    shadows.swapper(swapper);
    this.history = new History(journal);
    this.rollback = new Rollback(history, catalogue, swapper);
    this.notes = new NotesFolder(folder.resolve("notes"));
    this.losses = new Losses(desk, catalogue, loader, retirement, shadows);
    this.overview = new Overview(desk, catalogue, loader);
    this.watch = new Watch(handles, desk.clock(), this::expireKept);
    for (JournalEntry entry : journal.entries()) {
      entry.versions().forEach(v -> routes.ensure(v.model()));
    }
  }

  private void expireKept() {
    swaps.submit(
        () -> {
          long now = System.nanoTime();
          handles.sessions().forEach(s -> s.expire(now));
          return null;
        });
  }

  /** Makes a candidate known, or gives a known version another source. */
  public void add(VersionId id, Source source) {
    routes.ensure(id.model());
    boolean known = catalogue.find(id) != null;
    catalogue.put(id, source);
    if (!known) {
      events.publish(Type.CANDIDATE_ADDED, id, "candidate from " + source.describe());
    }
  }

  /** Makes a version known that was live or deployed in an earlier run. */
  public void addRetired(VersionId id, Source source) {
    routes.ensure(id.model());
    if (catalogue.find(id) == null) {
      catalogue.put(id, source).phase(Phase.RETIRED, "");
    }
  }

  /** Forgets a version that is not in use; false when it is. */
  public boolean remove(VersionId id) {
    Version version = catalogue.find(id);
    return version != null && version.loaded() == null && catalogue.remove(id);
  }

  /** Whether a version is known. */
  public boolean knows(VersionId id) {
    return catalogue.find(id) != null;
  }

  /** Versions that wait for a swap and are not loaded. */
  public Collection<VersionId> candidates() {
    return overview.candidates();
  }

  /** The live version of a model, if any. */
  public Optional<VersionId> live(String model) {
    Route route = routes.find(model);
    Loaded live = route == null ? null : table.live(route.index());
    return Optional.ofNullable(live).map(Loaded::id);
  }

  /** Versions that were live, the present or last one first. */
  public List<VersionId> lives(String model) {
    return history.lives(model);
  }

  /** Names of all models. */
  public List<String> names() {
    return routes.all().stream().map(Route::name).toList();
  }

  /** How long things may take. */
  public Limits limits() {
    return desk.limits();
  }

  /** Changes how long what begins from now on may take. */
  public void limits(Limits limits) {
    desk.limits(limits);
  }

  /** Whether candidates of a model wait for a swap by hand. */
  public boolean manual(String model) {
    return routes.ensure(model).options().manual();
  }

  /** Replaces the aliases of a model. */
  public void aliases(String model, List<String> aliases) {
    routes.aliases(routes.ensure(model), aliases);
  }

  /**
   * Others stop something that loaded versions need: closes these versions and drains them, in the
   * calling thread, a framework callback. Takes no lock that a swap holds.
   *
   * @param told gets the versions that were live, before the drain
   */
  public void lose(Object owner, String why, Consumer<List<VersionId>> told) {
    losses.lose(owner, why, told);
  }

  /** As {@link #lose} when the whole framework stops: drains, and nobody is told. */
  public void drop(Object owner) {
    losses.drop(owner);
  }

  /** A swap of any kind. */
  public CompletableFuture<SwapReport> swap(SwapRequest request, SwapKind kind, String why) {
    request.versions().forEach(catalogue::require);
    return swaps.submit(() -> swapper.run(request, kind, why));
  }

  /** Tells listeners about something outside the core. */
  public void report(Type type, String model, String version, String text) {
    events.publish(type, model, version, text);
  }

  @Override
  public CompletableFuture<SwapReport> swap(SwapRequest request) {
    return swap(request, SwapKind.SWAP, "swapped in");
  }

  @Override
  public CompletableFuture<SwapReport> rollback(String model) {
    String name = routes.require(model).name();
    return swaps.submit(() -> rollback.run(name));
  }

  @Override
  public CompletableFuture<Shadow> shadow(VersionId candidate, ShadowOptions options) {
    return shadows.begin(candidate, options);
  }

  @Override
  public List<ModelInfo> models() {
    return routes.all().stream().map(overview::of).toList();
  }

  @Override
  public ModelInfo model(String name) {
    return overview.of(routes.require(name));
  }

  @Override
  public ModelCard card(VersionId version) {
    return catalogue
        .require(version)
        .card()
        .orElseThrow(
            () -> new UnknownModelException("expected a version that was loaded, got " + version));
  }

  @Override
  public Client client(String model, CallOptions options) {
    ClientHandle client = new ClientHandle(desk, routes.require(model), options);
    handles.add(client);
    return client;
  }

  @Override
  public Session open(String model, SessionOptions options) {
    return sessions.open(routes.require(model), options);
  }

  @Override
  public Session resume(UUID session, String model, SessionOptions options) {
    return sessions.resume(session, routes.require(model), options);
  }

  @Override
  public List<SessionInfo> sessions() {
    return sessions.list();
  }

  @Override
  public Lease lease(Client... parts) {
    return new LeaseHandle(desk, parts);
  }

  @Override
  public List<HistoryEntry> history(String model) {
    return history.of(routes.require(model).name());
  }

  @Override
  public Notes notes() {
    return notes;
  }

  @Override
  public void route(String model, RouteOptions options) {
    routes.require(model).options(options);
  }

  /** Sets how the route of a model behaves that may not be there yet. */
  public void ensureRoute(String model, RouteOptions options) {
    routes.ensure(model).options(options);
  }

  @Override
  public AutoCloseable onEvent(Consumer<RegistryEvent> listener) {
    return events.listen(listener);
  }

  /**
   * The platform stops: ends all handles while what records them still runs, in the calling thread,
   * a framework callback. Calls that take longer end without.
   */
  public void stopHandles() {
    handles.stopAll("the platform stopped", desk.limits().callbackDrain().toNanos());
  }

  /** Ends all handles and threads; versions are drained as in a framework callback. */
  @Override
  public void close() {
    swaps.close();
    watch.close();
    shadows.close();
    List<Loaded> all = List.copyOf(loader.all());
    table.withdraw(v -> true);
    retirement.drain(all, desk.limits().callbackDrain());
    handles.stopAll("the registry stopped", 0);
    all.forEach(v -> v.parts().letGo());
    collection.close();
    events.close();
  }
}
