package org.hillock.registry.internal;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hillock.api.model.Inputs;
import org.hillock.api.model.ModelCard;
import org.hillock.api.model.Outputs;
import org.hillock.api.model.State;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.Client;
import org.hillock.api.registry.RegistryException;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.UnavailableException;
import org.hillock.api.registry.VersionId;
import org.hillock.api.spi.Recorder;
import org.hillock.api.spi.StreamStart;

/** A handle for serial calls: everything that a call needs is a field. */
abstract class Handle implements Client {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Desk desk;
  private final Route route;
  private final CallOptions options;
  private final StreamStart start;
  private final long firstCall;
  private final long order = COUNT.incrementAndGet();
  private final long patience;
  private final CoarseClock clock;
  private final Turn turn;
  private final Slot slot;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Recording recording;
  private final Call call = new Call(this);
  private volatile String closed;

  /**
   * A handle.
   *
   * @param start its streams, with the numbers that come next
   * @param firstCall number of its first call
   */
  Handle(Desk desk, Route route, CallOptions options, StreamStart start, long firstCall) {
    this.desk = desk;
    this.route = route;
    this.options = options;
    this.start = start;
    this.firstCall = firstCall;
    this.patience = options.deadline().toNanos();
    this.clock = desk.clock();
    this.turn = new Turn(desk, route, options.deadline());
    this.slot = turn.slot();
    this.recording = new Recording(desk.recorders(), start);
  }

  /** The state with which {@code version} shall go on; may call the model. */
  abstract State stateFor(Loaded version) throws LoadFailure;

  /** Marks the inputs where the handle decides about samples. */
  abstract void mark(Inputs inputs);

  abstract void succeeded(Loaded version, State after);

  /** The call entered the model and has no result; the state is lost. */
  abstract void failed(Loaded version, String reason);

  abstract int epoch();

  abstract String kind();

  /** Hands on what a call that returned leaves behind. */
  void commit(Recorder recorder, State after) {
    recorder.commit();
  }

  @Override
  public final VersionId apply(Inputs inputs, Outputs outputs) {
    long now = clock.start(patience);
    long until = now + patience;
    turn.lock(until);
    try {
      requireOpen();
      Recorder recorder = Admission.await(this, inputs, outputs, until);
      boolean entered = false;
      boolean counted = false;
      boolean handed = false;
      try {
        Loaded version = acquire(now, until);
        entered = true;
        counted = route.enter();
        handed = true;
        return call.run(version, inputs, outputs, recorder, until);
      } finally {
        if (!handed && recorder != null) {
          recorder.discard();
        }
        if (counted) {
          route.exit();
        }
        if (entered) {
          slot.leave();
        }
      }
    } catch (RegistryException e) {
      countFailure();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  /** Enters the slot and pins the live version; waits where there is none. */
  Loaded acquire(long now, long until) {
    long giveUp = 0;
    while (true) {
      begin(now, until);
      Loaded version = turn.pin();
      if (version != null) {
        return version;
      }
      slot.leave();
      giveUp = giveUp == 0 ? turn.giveUp(until) : giveUp;
      turn.awaitLive(giveUp);
    }
  }

  /** Enters the slot of a handle that is open. */
  void begin(long now, long until) {
    turn.begin(now, until);
    if (closed != null) {
      slot.leave();
      requireOpen();
    }
  }

  void requireOpen() {
    String reason = closed;
    if (reason != null) {
      throw new SessionClosedException(
          kind() + " " + label() + " of model " + route.name() + " is closed: " + reason);
    }
  }

  /** Ends the handle; its slot is locked, or running in this thread. */
  void end(String reason) {
    close(reason, r -> r.end(reason));
  }

  /** Closes the handle and leaves its streams to be resumed; the slot as for {@link #end}. */
  void suspend(String reason) {
    close("suspended, it can be resumed: " + reason, Recorder::suspend);
  }

  /** Closes a handle that never was one, without a word to readers. */
  void forget(String reason) {
    close(reason, Recorder::suspend);
  }

  /** Closes the handle for want of a state or of a registry. */
  void stop(String reason) {
    if (start.durable()) {
      suspend(reason);
    } else {
      end(reason);
    }
  }

  private void close(String reason, Consumer<Recorder> last) {
    if (closed != null) {
      return;
    }
    closed = reason;
    route.ended(id(), reason);
    try {
      last.accept(recording.current());
    } catch (RuntimeException e) {
      System.getLogger("org.hillock.registry")
          .log(System.Logger.Level.WARNING, "end of " + label() + ": " + FailureText.of(e));
    }
    desk.handles().remove(this);
    route.retire(calls.get(), failed.get());
  }

  @Override
  public final void close() {
    endBetweenCalls("closed by its owner");
  }

  void endBetweenCalls(String reason) {
    long until = System.nanoTime() + patience;
    turn.lock(until);
    try {
      if (closed == null) {
        turn.begin(System.nanoTime(), until);
        end(reason);
        slot.leave();
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public final UUID id() {
    return start.session();
  }

  @Override
  public final String model() {
    return route.name();
  }

  @Override
  public final ModelCard card() {
    turn.awaitLive(turn.giveUp(System.nanoTime() + patience));
    Loaded version = desk.table().live(route.index());
    if (version == null) {
      throw new UnavailableException("expected a live version of model " + route.name());
    }
    return version.card();
  }

  String label() {
    String name = start.name();
    return name.isEmpty() ? id().toString().substring(0, 8) : name;
  }

  Desk desk() {
    return desk;
  }

  Route route() {
    return route;
  }

  CallOptions options() {
    return options;
  }

  long order() {
    return order;
  }

  long patience() {
    return patience;
  }

  Turn turn() {
    return turn;
  }

  Slot slot() {
    return slot;
  }

  Call leased() {
    return call;
  }

  Recording recording() {
    return recording;
  }

  boolean isOver(long until) {
    return clock.isOver(until, patience);
  }

  /** Why it is closed, or null. */
  String closed() {
    return closed;
  }

  long calls() {
    return calls.get();
  }

  /** Number of the next call of its streams. */
  long nextCall() {
    return firstCall + calls.get();
  }

  boolean durable() {
    return start.durable();
  }

  long failedCalls() {
    return failed.get();
  }

  void countCall() {
    calls.lazySet(calls.get() + 1);
  }

  void countFailure() {
    failed.incrementAndGet();
  }
}
