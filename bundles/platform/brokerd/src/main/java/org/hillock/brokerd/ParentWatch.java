package org.hillock.brokerd;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Notices the end of the process that started this one: the end of its standard input, which comes
 * also when that process is killed. From then on this process has a limited time to stop.
 */
final class ParentWatch {
  private final CountDownLatch gone = new CountDownLatch(1);
  private final InputStream parent;
  private final long stopLimitMillis;

  /**
   * @param parent stream whose end means that the parent is gone or asks for the end
   * @param stopLimitMillis time for a clean stop after that, then the process is halted
   */
  ParentWatch(InputStream parent, long stopLimitMillis) {
    this.parent = parent;
    this.stopLimitMillis = stopLimitMillis;
  }

  void start() {
    daemon("hillock-broker-parent", this::watch);
  }

  void await() throws InterruptedException {
    gone.await();
  }

  private void watch() {
    byte[] ignored = new byte[64];
    try {
      while (parent.read(ignored) >= 0) {
        // what the parent writes has no meaning, only the end of its stream has
      }
    } catch (IOException broken) {
      // a broken stream means the same as its end
    }
    daemon("hillock-broker-limit", this::limit);
    gone.countDown();
  }

  private void limit() {
    try {
      Thread.sleep(stopLimitMillis);
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
