package org.hillock.registry.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hillock.api.registry.BackpressureException;
import org.hillock.api.registry.CallOptions;
import org.hillock.api.registry.NotDurableException;
import org.hillock.api.registry.RegistryEvent.Type;
import org.hillock.api.registry.Session;
import org.hillock.api.registry.SessionClosedException;
import org.hillock.api.registry.SessionInfo;
import org.hillock.api.registry.SessionOptions;
import org.hillock.api.spi.StreamPosition;
import org.hillock.api.spi.StreamPositions;
import org.hillock.api.spi.StreamStart;

/** Opens sessions, goes on with durable ones from the log, and lists both. */
final class Sessions {
  private final Desk desk;

  Sessions(Desk desk) {
    this.desk = desk;
  }

  Session open(Route route, SessionOptions options) {
    StreamStart start = route.begin(options.call(), options.durable());
    StreamPositions log =
        options.durable() ? log("durable session of model " + route.name()) : null;
    SessionHandle session = new SessionHandle(desk, route, options, start, 0);
    opened(session, new Opening(session, log, null));
    if (log != null) {
      awaitStored(session, log);
    }
    session.tell(Type.SESSION_OPENED, "opened");
    return session;
  }

  Session resume(UUID id, Route route, SessionOptions options) {
    String what = "session " + id + " of model " + route.name();
    StreamPositions log = log(what);
    if (!desk.handles().claim(id)) {
      throw new NotDurableException(what + " cannot be resumed: it is open here");
    }
    try {
      StreamPosition at = find(log, id, route, options.call(), what);
      CallOptions call = call(options.call(), at, what);
      StreamStart start =
          new StreamStart(route.name(), id, call.name(), call.rows(), true, at.numbers());
      SessionOptions durable = new SessionOptions(call, options.keepEvery(), true);
      SessionHandle session = new SessionHandle(desk, route, durable, start, at.call());
      opened(session, new Opening(session, log, at));
      session.tell(
          Type.SESSION_RESUMED,
          "goes on at step "
              + session.step()
              + ", call "
              + at.call()
              + ", epoch "
              + session.epoch());
      return session;
    } finally {
      desk.handles().unclaim(id);
    }
  }

  List<SessionInfo> list() {
    List<SessionInfo> infos = new ArrayList<>();
    desk.handles().sessions().forEach(s -> infos.add(s.info()));
    Set<UUID> shown =
        infos.stream().map(SessionInfo::id).collect(Collectors.toCollection(HashSet::new));
    for (StreamPosition at : resumable()) {
      if (shown.add(at.session())) {
        infos.add(info(at));
      }
    }
    for (SessionInfo closed : desk.handles().closedLately()) {
      if (shown.add(closed.id())) {
        infos.add(closed);
      }
    }
    return infos;
  }

  private void opened(SessionHandle session, Opening opening) {
    desk.handles().add(session);
    boolean started = false;
    try {
      opening.run();
      started = true;
    } finally {
      if (!started) {
        desk.handles().remove(session);
      }
    }
  }

  private StreamPositions log(String what) {
    return desk.recorders()
        .positions()
        .orElseThrow(
            () ->
                new NotDurableException(
                    what
                        + ": expected a transport with the DURABLE capability, such as kafka,"
                        + " got one that keeps no log"));
  }

  private void awaitStored(SessionHandle session, StreamPositions log) {
    long limit = Math.min(session.patience(), desk.limits().tapBlock().toNanos());
    boolean stored = false;
    try {
      stored = log.await(session.id(), limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!stored) {
        session.endBetweenCalls("its first state did not get into the log in time");
      }
    }
    if (!stored) {
      throw new BackpressureException(
          "session "
              + session.label()
              + " of model "
              + session.model()
              + ": expected its first state in the log within "
              + limit / 1_000_000
              + " ms, got no commit");
    }
  }

  private static StreamPosition find(
      StreamPositions log, UUID id, Route route, CallOptions options, String what) {
    Optional<StreamPosition> found;
    try {
      found = log.find(route.name(), id, options.deadline().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotDurableException(what + ": interrupted while the log was read");
    }
    StreamPosition at =
        found.orElseThrow(() -> new SessionClosedException(what + " is not in the log"));
    String last =
        at.step() > 0
            ? "its last committed step is " + (at.step() - 1)
            : "no step of it is committed";
    if (!at.ended().isEmpty()) {
      throw new SessionClosedException(what + " has ended, " + last + ": " + at.ended());
    }
    if (!at.durable() || at.state() == null) {
      throw new SessionClosedException(what + " was not durable: its state is lost, " + last);
    }
    return at;
  }

  private static CallOptions call(CallOptions asked, StreamPosition at, String what) {
    if (asked.rows() != at.rows()) {
      throw new NotDurableException(
          what + ": expected " + at.rows() + " rows as the session has, got " + asked.rows());
    }
    String name = asked.name().isEmpty() ? at.name() : asked.name();
    return new CallOptions(name, at.rows(), asked.deadline());
  }

  private List<StreamPosition> resumable() {
    return desk.recorders().positions().map(StreamPositions::resumable).orElse(List.of());
  }

  private static SessionInfo info(StreamPosition at) {
    String name = at.name().isEmpty() ? at.session().toString().substring(0, 8) : at.name();
    return new SessionInfo(
        at.session(),
        name,
        at.model(),
        at.rows(),
        at.version(),
        at.step(),
        at.epoch(),
        at.call(),
        "resumable at step " + at.step() + ", call " + at.call());
  }
}
