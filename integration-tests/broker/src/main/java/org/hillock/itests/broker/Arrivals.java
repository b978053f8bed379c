package org.hillock.itests.broker;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Waits for services that match a filter to be there, or to be gone. */
final class Arrivals extends ServiceTracker<Object, Object> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int present; // guarded by lock

  Arrivals(BundleContext context, String filter) throws InvalidSyntaxException {
    super(context, context.createFilter(filter), null);
    open();
  }

  @Override
  public Object addingService(ServiceReference<Object> reference) {
    count(1);
    return reference;
  }

  @Override
  public void removedService(ServiceReference<Object> reference, Object service) {
    count(-1);
  }

  boolean isThere() {
    lock.lock();
    try {
      return present > 0;
    } finally {
      lock.unlock();
    }
  }

  void awaitThere(Duration limit) throws InterruptedException, TimeoutException {
    await(true, limit);
  }

  void awaitGone(Duration limit) throws InterruptedException, TimeoutException {
    await(false, limit);
  }

  private void await(boolean there, Duration limit) throws InterruptedException, TimeoutException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (present > 0 != there) {
        if (left <= 0) {
          throw new TimeoutException("Expected service there: " + there + " within " + limit);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void count(int change) {
    lock.lock();
    try {
      present += change;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
