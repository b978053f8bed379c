package org.hillock.registry.internal.shadow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hillock.api.model.Outputs;
import org.hillock.api.registry.ShadowNumbers;
import org.hillock.api.tensor.Tensor;

/** What a shadow has counted. Any thread. */
final class Tally {
  // all guarded by this
  private long mirrored;
  private long done;
  private long compared;
  private long dropped;
  private long resynced;
  private int uncarried;
  private long liveNanos;
  private long candidateNanos;
  private double largest;
  private double sum;
  private long elements;
  private boolean over;

  synchronized void mirrored() {
    mirrored++;
  }

  synchronized void dropped() {
    dropped++;
  }

  synchronized void resynced() {
    resynced++;
  }

  /** A mirrored call that the twin could not run. */
  synchronized void missed() {
    dropped++;
    done++;
    notifyAll();
  }

  /** A session that cannot be carried. */
  synchronized void uncarried() {
    uncarried++;
    passed();
  }

  /** A mirrored call of such a session. */
  synchronized void passed() {
    done++;
    notifyAll();
  }

  void compared(CallCopy call, Outputs candidate, long nanos) {
    double most = 0;
    double all = 0;
    long count = 0;
    for (int i = 0; i < candidate.count(); i++) {
      Tensor a = call.outputs().tensor(i);
      Tensor b = candidate.tensor(i);
      for (int k = 0; k < a.size(); k++) {
        double difference = difference(a.get(k), b.get(k));
        most = Math.max(most, difference);
        all += difference;
      }
      count += a.size();
    }
    add(most, all, count, call.liveNanos(), nanos);
  }

  private synchronized void add(double most, double all, long count, long live, long candidate) {
    largest = Math.max(largest, most);
    sum += all;
    elements += count;
    liveNanos += live;
    candidateNanos += candidate;
    compared++;
    done++;
    notifyAll();
  }

  /** Infinite where only one of them is a number. */
  private static double difference(double a, double b) {
    if (Double.compare(a, b) == 0) {
      return 0;
    }
    double difference = Math.abs(a - b);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  synchronized ShadowNumbers numbers() {
    return new ShadowNumbers(
        mirrored,
        compared,
        dropped,
        resynced,
        uncarried,
        largest,
        elements == 0 ? 0 : sum / elements,
        mean(liveNanos),
        mean(candidateNanos));
  }

  private Duration mean(long nanos) {
    return Duration.ofNanos(compared == 0 ? 0 : nanos / compared);
  }

  /** Waits until all that is mirrored by now is done; false at the limit or the end. */
  synchronized boolean settle(Duration limit) throws InterruptedException {
    long target = mirrored;
    long until = System.nanoTime() + limit.toNanos();
    while (done < target && !over) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
    return done >= target;
  }

  synchronized void over() {
    over = true;
    notifyAll();
  }
}
