package org.hillock.broker.internal;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hillock.broker.Broker.Subscription;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/** Holds the status and tells its listeners, in order and one at a time. */
final class StatusBoard {
  private static final System.Logger LOG = System.getLogger("org.hillock.broker");

  /** Held while listeners are called, so that each sees the statuses in order. */
  private final Object telling = new Object();

  /** Guarded by this. */
  private final Set<Consumer<BrokerStatus>> listeners = new LinkedHashSet<>();

  /** Guarded by this. */
  private BrokerStatus status;

  StatusBoard(BrokerStatus first) {
    this.status = first;
  }

  synchronized BrokerStatus status() {
    return status;
  }

  void post(BrokerStatus next) {
    synchronized (telling) {
      List<Consumer<BrokerStatus>> told;
      synchronized (this) {
        status = next;
        told = new ArrayList<>(listeners);
        notifyAll();
      }
      told.forEach(listener -> tell(listener, next));
    }
  }

  Subscription subscribe(Consumer<BrokerStatus> listener) {
    // A wrapper of its own, so that one listener may subscribe twice.
    Consumer<BrokerStatus> entry = listener::accept;
    synchronized (telling) {
      BrokerStatus now;
      synchronized (this) {
        listeners.add(entry);
        now = status;
      }
      tell(entry, now);
    }
    return () -> remove(entry);
  }

  synchronized boolean awaitReady(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (status.state() != BrokerState.READY) {
      long left = (end - System.nanoTime() + 999_999) / 1_000_000;
      if (left <= 0 || over(status.state())) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private static boolean over(BrokerState state) {
    return state == BrokerState.FAILED || state == BrokerState.STOPPED;
  }

  private synchronized void remove(Consumer<BrokerStatus> entry) {
    listeners.remove(entry);
  }

  private static void tell(Consumer<BrokerStatus> listener, BrokerStatus status) {
    try {
      listener.accept(status);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a listener of the broker's status threw " + e);
    }
  }
}
