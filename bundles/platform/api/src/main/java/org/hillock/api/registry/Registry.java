package org.hillock.api.registry;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hillock.api.model.ModelCard;
import org.osgi.annotation.versioning.ProviderType;

/** All models of this platform. */
@ProviderType
public interface Registry {
  /** Models by name. */
  List<ModelInfo> models();

  /**
   * One model, by name or alias.
   *
   * @throws UnknownModelException with the nearest names
   */
  ModelInfo model(String name);

  /** The card of a version that is loaded. */
  ModelCard card(VersionId version);

  /**
   * Opens a handle for calls on whole samples.
   *
   * @throws UnknownModelException with the nearest names
   */
  Client client(String model, CallOptions options);

  /**
   * Opens a session: a state that goes on from call to call, and from version to version. A durable
   * one is in the log when this returns.
   *
   * @throws UnknownModelException with the nearest names
   * @throws NotDurableException it shall be durable and cannot: no log, or too large a state
   * @throws BackpressureException it shall be durable and the log does not answer in time
   */
  Session open(String model, SessionOptions options);

  /**
   * Goes on with a durable session whose platform ended, or which a failed call suspended: the same
   * id, state and step as after its last committed call, a higher epoch, and numbers that go on.
   * The caller sends again from {@link Session#call}. It stays durable.
   *
   * @param options rows as the session has; an empty name means the one that it had
   * @throws SessionClosedException it ended, or was not durable: the message has the reason and its
   *     last committed step
   * @throws NotDurableException it cannot be resumed now: it is open here, belongs to another
   *     platform, its state has no way to the live version, or the log does not answer
   * @throws UnknownModelException with the nearest names
   */
  Session resume(UUID session, String model, SessionOptions options);

  /** Sessions that are open, those that closed lately, and durable ones that can be resumed. */
  List<SessionInfo> sessions();

  /**
   * Pins the versions that serve these handles, all of one moment, until the lease is closed: a
   * composition calls all its parts through one lease. Handles are locked in a fixed order, so two
   * leases over the same handles wait and do not deadlock.
   */
  Lease lease(Client... parts);

  /**
   * Makes versions live: self-checks them, migrates the sessions, moves all the routes at once,
   * then drains and unloads the old ones.
   *
   * <p>May be asked for by a thread that holds a lease; the swap then ends after that call has
   * returned, so such a caller must not wait for the future.
   *
   * @return completes when the routes have moved, or exceptionally with {@link
   *     SwapRefusedException}: then everything is as before
   */
  CompletableFuture<SwapReport> swap(SwapRequest request);

  /** Swaps back to the version that was live before, from the history. */
  CompletableFuture<SwapReport> rollback(String model);

  /**
   * Runs a version beside the live one of its model, on copies of the inputs of the live calls:
   * loads it, self-checks it and then mirrors each call. There is one shadow a model.
   *
   * @return completes when calls are mirrored, or exceptionally with {@link SwapRefusedException}:
   *     nothing is live, the version is live, its inputs or outputs are others, it did not pass, or
   *     there is a shadow already
   */
  CompletableFuture<Shadow> shadow(VersionId candidate, ShadowOptions options);

  /** What was live when, newest first. */
  List<HistoryEntry> history(String model);

  /** Small documents beside a version, such as labels of neurons. */
  Notes notes();

  /** Sets how a model's route behaves from now on. */
  void route(String model, RouteOptions options);

  /**
   * Calls {@code listener} for each event from now on, in order, on a thread of the registry, until
   * closed.
   */
  AutoCloseable onEvent(Consumer<RegistryEvent> listener);
}
