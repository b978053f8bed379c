package org.hillock.bench.internal;

import java.time.Duration;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/** Kills the platform's broker process, and only that one, as {@code kill -9} does. */
final class BrokerKiller {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Broker broker;

  BrokerKiller(Broker broker) {
    this.broker = broker;
  }

  /** Waits until the broker is there and kills it; returns its process id. */
  long kill() throws InterruptedException {
    awaitReady();
    BrokerStatus status = broker.status();
    ProcessHandle process =
        ProcessHandle.of(status.pid())
            .filter(p -> p.parent().equals(java.util.Optional.of(ProcessHandle.current())))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "expected a broker that is a child of this process, got " + status));
    if (!process.destroyForcibly()) {
      throw new IllegalStateException("expected to kill " + status.pid() + ", could not");
    }
    long until = System.nanoTime() + LIMIT.toNanos();
    while (broker.status().state() == BrokerState.READY && broker.status().pid() == status.pid()) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("expected the end of the broker " + status.pid());
      }
      Thread.sleep(5);
    }
    return status.pid();
  }

  void awaitReady() throws InterruptedException {
    if (!broker.awaitReady(LIMIT)) {
      throw new IllegalStateException(
          "expected the broker within " + LIMIT.toSeconds() + " s, got " + broker.status());
    }
  }
}
