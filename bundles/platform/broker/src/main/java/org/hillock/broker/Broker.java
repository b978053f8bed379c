package org.hillock.broker;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The Kafka broker that this platform uses.
 *
 * <p>The service is there as soon as the broker's address is known, which is before the broker
 * answers and also while it is away. The address of a broker process stays the same over its
 * restarts, as long as no other program has taken its port.
 */
@ProviderType
public interface Broker {
  /** Service property: the name of the present {@link BrokerState}. */
  String STATE = "hillock.broker.state";

  /** Service property: whether it is a process of this platform, {@code Boolean}. */
  String EMBEDDED = "hillock.broker.embedded";

  /** Returns what is known of the broker now. Never blocks. */
  BrokerStatus status();

  /**
   * Tells what a client found that asked the cluster. An outside cluster takes its state from this;
   * a broker process knows better and ignores it.
   *
   * @param answers whether it answered and took this platform's credentials
   * @param detail one line for a person, without a secret
   */
  default void observed(boolean answers, String detail) {}

  /**
   * Returns the settings with which a Kafka client connects: {@code bootstrap.servers} and the
   * security settings, for the platform's own user.
   *
   * <p>The map holds a secret. Give it to a Kafka client and to nothing else: not to a log, not to
   * a service property. Its {@code toString} hides the secret.
   *
   * @return an unmodifiable map of Kafka's setting names to texts
   */
  Map<String, Object> clientProperties();

  /**
   * Calls the listener with the present status and then at every change, one call at a time, on a
   * thread of the broker's. A listener must return soon; what it throws is logged and ignored.
   *
   * @param listener told of each status
   * @return ends the calls when it is closed
   */
  Subscription onChange(Consumer<BrokerStatus> listener);

  /**
   * Waits until the broker is {@link BrokerState#READY}.
   *
   * @param limit longest wait
   * @return whether it is ready; false also when it failed for good
   * @throws InterruptedException when the caller is interrupted
   */
  boolean awaitReady(Duration limit) throws InterruptedException;

  /** A listener's registration. */
  @ProviderType
  interface Subscription extends AutoCloseable {
    /** Ends the calls; does nothing the second time. */
    @Override
    void close();
  }
}
