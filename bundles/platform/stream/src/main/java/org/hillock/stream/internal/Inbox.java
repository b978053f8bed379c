package org.hillock.stream.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hillock.stream.internal.Transaction.Fate;

/** What a writer is offered, by any thread; it is taken by the writer's alone. */
final class Inbox {
  private final Queue<Offer> offers = new ConcurrentLinkedQueue<>();
  private final Sleeper sleeper = new Sleeper();
  private volatile boolean closed;

  /** A unit and the channel that it came through. */
  record Offer(LosslessChannel channel, Unit unit) {}

  void add(Offer offer) {
    offers.add(offer);
    sleeper.wake();
  }

  /** Nothing is waited for any more. */
  void close() {
    closed = true;
    sleeper.wake();
  }

  boolean closed() {
    return closed;
  }

  /** The next offer, or null. */
  Offer poll() {
    return offers.poll();
  }

  /** Waits until there may be an offer. */
  void sleep(long nanos) {
    sleeper.await(nanos, () -> closed || !offers.isEmpty());
  }

  /** Waits for the next offer; null when there is none in time, or at once when closed. */
  Offer await(long nanos) {
    long end = System.nanoTime() + nanos;
    Offer offer = offers.poll();
    while (offer == null && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      sleep(left);
      offer = offers.poll();
    }
    if (offer != null) {
      sleeper.worked();
    }
    return offer;
  }

  /** Counts what is left as lost. Any thread. */
  void giveBack() {
    for (Offer offer = offers.poll(); offer != null; offer = offers.poll()) {
      Transaction transaction = new Transaction(-1);
      transaction.account(offer.channel(), offer.unit());
      transaction.settle(Fate.LOST);
      offer.unit().done().run();
    }
  }
}
