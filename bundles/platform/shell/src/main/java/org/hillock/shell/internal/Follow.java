package org.hillock.shell.internal;

import java.util.concurrent.CountDownLatch;

/** Lets a subscription run until the command is interrupted. */
final class Follow {
  private Follow() {}

  static void until(AutoCloseable subscription) throws InterruptedException {
    until(subscription, new CountDownLatch(1));
  }

  /** Also ends when {@code enough} is counted down. */
  static void until(AutoCloseable subscription, CountDownLatch enough) throws InterruptedException {
    try {
      enough.await();
    } finally {
      close(subscription);
    }
  }

  private static void close(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new CommandFailedException("the subscription did not close: " + e.getMessage());
    }
  }
}
