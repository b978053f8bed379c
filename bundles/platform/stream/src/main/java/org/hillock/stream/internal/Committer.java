package org.hillock.stream.internal;

import java.util.ArrayDeque;
import java.util.List;
import org.hillock.stream.internal.Transaction.Fate;
import org.hillock.stream.internal.TransactionalClient.Outcome;

/**
 * Commits the transactions of one writer in their order, on a thread of its own, while the writer
 * fills the next one. How much waits is bounded by the channels.
 */
final class Committer {
  private final TransactionalClient client;
  private final UsedArrays memory;
  private final Thread thread;

  /** Guarded by this; the first is being committed. */
  private final ArrayDeque<Transaction> pending = new ArrayDeque<>();

  /** Guarded by this. */
  private Outcome outcome = Outcome.COMMITTED;

  /** Guarded by this. */
  private boolean finishing;

  /** Written under this. */
  private volatile int count;

  /** Starts it; the client belongs to its thread as long as anything is pending. */
  Committer(TransactionalClient client, UsedArrays memory, String id) {
    this.client = client;
    this.memory = memory;
    this.thread = new Thread(this::run, "hillock-committer-" + id);
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether nothing is pending, so that the client belongs to the writer's thread. */
  boolean idle() {
    return count == 0;
  }

  /** Whether a transaction that is handed over now is the next to be committed. */
  boolean free() {
    return count <= 1;
  }

  /** Whether every commit so far went through. */
  synchronized boolean good() {
    return outcome == Outcome.COMMITTED;
  }

  synchronized void hand(Transaction transaction) {
    pending.add(transaction);
    count = pending.size();
    notifyAll();
  }

  /** Has commits that wait for the broker look whether they are over. */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits until all is committed, or nothing can be; returns what is not. */
  List<Transaction> finish() {
    synchronized (this) {
      finishing = true;
      notifyAll();
    }
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // the commits look whether they are over
      }
    }
    synchronized (this) {
      return List.copyOf(pending);
    }
  }

  private void run() {
    for (Transaction next = next(); next != null; next = next()) {
      Outcome result = client.commit(next);
      if (result == Outcome.COMMITTED) {
        next.settle(Fate.COMMITTED);
        memory.giveBack(next.frames());
      }
      synchronized (this) {
        outcome = result;
        if (result == Outcome.COMMITTED) {
          pending.remove();
          count = pending.size();
        }
        notifyAll();
        if (result != Outcome.COMMITTED) {
          return;
        }
      }
    }
  }

  /** The next transaction; null when the end has come. */
  private synchronized Transaction next() {
    while (pending.isEmpty() && !finishing) {
      waitHere();
    }
    return pending.peek();
  }

  private void waitHere() {
    try {
      wait();
    } catch (InterruptedException e) {
      // each caller looks again at what it waits for
    }
  }
}
