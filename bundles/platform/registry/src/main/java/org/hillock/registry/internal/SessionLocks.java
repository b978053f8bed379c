package org.hillock.registry.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Holds sessions between two calls while a swap moves them. The one that has been busy longest is
 * waited for first, while the others go on; while some are held, each further one is waited for
 * only briefly, then all are let go and it is waited for first. So a call that waits for another
 * session that is held does not block the swap.
 */
final class SessionLocks implements AutoCloseable {
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Handles handles;
  private final Set<String> models;
  private final long limit;
  private final List<SessionHandle> held = new ArrayList<>();
  private final List<SessionHandle> revoked = new ArrayList<>();

  /** Takes all sessions of some models; calls that overstay the limit are revoked. */
  SessionLocks(Handles handles, Set<String> models, long limitNanos) {
    this.handles = handles;
    this.models = models;
    this.limit = System.nanoTime() + limitNanos;
    SessionHandle first = null;
    do {
      first = attempt(first);
    } while (first != null);
  }

  /** Null when all are held; else the one that was busy. */
  private SessionHandle attempt(SessionHandle first) {
    List<SessionHandle> waiting = waiting();
    waiting.sort(
        Comparator.comparing((SessionHandle s) -> s != first).thenComparing(s -> s.slot().since()));
    for (SessionHandle session : waiting) {
      long left = Math.max(0, limit - System.nanoTime());
      long wait = held.isEmpty() ? left : Math.min(left, STALL_NANOS);
      if (session.slot().lock(wait)) {
        held.add(session);
      } else if (left <= 0) {
        session.slot().revoke(session.slot().held());
        revoked.add(session);
      } else {
        releaseAll();
        return session;
      }
    }
    return null;
  }

  private List<SessionHandle> waiting() {
    List<SessionHandle> found = new ArrayList<>();
    for (SessionHandle s : handles.sessions()) {
      if (models.contains(s.model()) && !held.contains(s) && !revoked.contains(s)) {
        found.add(s);
      }
    }
    return found;
  }

  /** Those of one model that are held, open and have a state. */
  List<SessionHandle> of(String model) {
    return held.stream()
        .filter(s -> s.model().equals(model) && s.started() && s.closed() == null)
        .toList();
  }

  private void releaseAll() {
    held.forEach(s -> s.slot().unlock());
    held.clear();
  }

  @Override
  public void close() {
    releaseAll();
  }
}
