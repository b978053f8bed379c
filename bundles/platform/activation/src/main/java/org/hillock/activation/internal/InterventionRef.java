package org.hillock.activation.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hillock.api.activation.Intervention;
import org.hillock.api.tensor.Tensor;

/**
 * An intervention service that may go away: after {@link #clear} no call enters it, and plans that
 * still name it keep nothing of its bundle alive.
 */
final class InterventionRef {
  private static final long WAIT = TimeUnit.SECONDS.toNanos(3);

  private final String name;
  private final String model;
  private final String site;
  private final int ranking;
  private final long id;
  private final AtomicInteger running = new AtomicInteger();
  private volatile Intervention target;

  InterventionRef(
      String name, String model, String site, int ranking, long id, Intervention target) {
    this.name = name;
    this.model = model;
    this.site = site;
    this.ranking = ranking;
    this.id = id;
    this.target = target;
  }

  String name() {
    return name;
  }

  String model() {
    return model;
  }

  String site() {
    return site;
  }

  int ranking() {
    return ranking;
  }

  long id() {
    return id;
  }

  /** Lets it write; false when it is gone. */
  boolean forward(long firstStep, Tensor values) {
    running.incrementAndGet();
    try {
      Intervention now = target;
      if (now == null) {
        return false;
      }
      now.forward(firstStep, values);
      return true;
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "expected intervention " + name + " at site " + site + " to return, got " + e);
    } finally {
      running.decrementAndGet();
    }
  }

  /** Forgets the service and waits, at most 3 s, until no call is inside it. */
  void clear() {
    target = null;
    long end = System.nanoTime() + WAIT;
    while (running.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000);
    }
  }
}
