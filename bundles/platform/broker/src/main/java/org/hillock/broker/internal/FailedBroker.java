package org.hillock.broker.internal;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.hillock.broker.Broker;
import org.hillock.broker.BrokerState;
import org.hillock.broker.BrokerStatus;

/** A broker that its configuration or its folder makes impossible; the status says why. */
final class FailedBroker implements Broker {
  private final StatusBoard board;

  FailedBroker(boolean embedded, String bootstrapServers, String reason) {
    this.board =
        new StatusBoard(
            new BrokerStatus(BrokerState.FAILED, embedded, bootstrapServers, 0, 0, reason));
  }

  @Override
  public BrokerStatus status() {
    return board.status();
  }

  @Override
  public Map<String, Object> clientProperties() {
    throw new IllegalStateException("no broker: " + board.status().detail());
  }

  @Override
  public Subscription onChange(Consumer<BrokerStatus> listener) {
    return board.subscribe(listener);
  }

  @Override
  public boolean awaitReady(Duration limit) {
    return false;
  }
}
