package org.hillock.registry.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hillock.api.registry.SessionInfo;

/** Open handles, whose slots say what runs; and what closed lately. */
final class Handles {
  private static final int REMEMBERED = 64;

  private final Set<Handle> open = ConcurrentHashMap.newKeySet();
  private final Set<UUID> resuming = ConcurrentHashMap.newKeySet();
  // guarded by itself
  private final Deque<SessionInfo> closed = new ArrayDeque<>();

  void add(Handle handle) {
    open.add(handle);
  }

  void remove(Handle handle) {
    if (open.remove(handle) && handle instanceof SessionHandle session) {
      synchronized (closed) {
        closed.addFirst(session.info());
        while (closed.size() > REMEMBERED) {
          closed.removeLast();
        }
      }
    }
  }

  /** Keeps others from resuming a session; false when it is open or somebody does. */
  boolean claim(UUID session) {
    if (!resuming.add(session)) {
      return false;
    }
    boolean isOpen = sessions().stream().anyMatch(s -> s.id().equals(session));
    if (isOpen) {
      resuming.remove(session);
    }
    return !isOpen;
  }

  void unclaim(UUID session) {
    resuming.remove(session);
  }

  /** Ends all, durable sessions suspended, each between two of its calls; waits for these. */
  void stopAll(String reason, long nanos) {
    long end = System.nanoTime() + nanos;
    for (Handle handle : List.copyOf(open)) {
      if (handle.slot().lock(end - System.nanoTime())) {
        handle.stop(reason);
        handle.slot().unlock();
      }
    }
  }

  Collection<Handle> open() {
    return open;
  }

  List<SessionHandle> sessions() {
    List<SessionHandle> sessions = new ArrayList<>();
    for (Handle h : open) {
      if (h instanceof SessionHandle session) {
        sessions.add(session);
      }
    }
    return sessions;
  }

  List<SessionInfo> closedLately() {
    synchronized (closed) {
      return List.copyOf(closed);
    }
  }

  /** Whether a call in this thread holds a lease. */
  boolean leaseHeldBy(Thread thread) {
    for (Handle h : open) {
      if (h.slot().heldBy(thread)) {
        return true;
      }
    }
    return false;
  }

  /** Calls that run on a version. */
  int leases(Loaded version) {
    int n = 0;
    for (Handle h : open) {
      if (h.slot().holds(version)) {
        n++;
      }
    }
    return n;
  }
}
