package org.hillock.registry.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Which version is live on each route: one immutable array behind one volatile reference, so that
 * several routes move at one moment. Routes are only added; each keeps its index.
 */
final class RouteTable {
  private volatile Loaded[] live = {};

  /** Read only. */
  Loaded[] snapshot() {
    return live;
  }

  Loaded live(int index) {
    return live[index];
  }

  synchronized int add() {
    live = Arrays.copyOf(live, live.length + 1);
    return live.length - 1;
  }

  /** Moves routes at once; false, and nothing moved, when one of the targets is closed. */
  synchronized boolean move(Map<Integer, Loaded> targets) {
    if (targets.values().stream().anyMatch(Loaded::closed)) {
      return false;
    }
    Loaded[] next = live.clone();
    targets.forEach((index, version) -> next[index] = version);
    live = next;
    notifyAll();
    return true;
  }

  /** Takes live versions away and closes them; the indices of their routes. */
  synchronized List<Integer> withdraw(Predicate<Loaded> which) {
    Loaded[] next = live.clone();
    List<Integer> gone = new ArrayList<>();
    for (int i = 0; i < next.length; i++) {
      if (next[i] != null && which.test(next[i])) {
        gone.add(i);
        next[i] = null;
      }
    }
    live = next;
    return gone;
  }

  /** Waits until something is live on a route; false at the end of the time. */
  synchronized boolean await(int index, long until) throws InterruptedException {
    while (live[index] == null) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
    return true;
  }
}
