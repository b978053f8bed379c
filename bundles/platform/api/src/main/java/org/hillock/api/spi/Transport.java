package org.hillock.api.spi;

import java.util.Optional;
import org.hillock.api.activation.Activations.Subscription;
import org.hillock.api.activation.Delivery;
import org.hillock.api.activation.FrameListener;
import org.hillock.api.analysis.Finding;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries frames and findings. A service with the property {@link #NAME}; of several the one with
 * the highest service ranking is used. The in-memory one belongs to the activation bundle.
 */
@ProviderType
public interface Transport {
  /** Service property: {@code memory} or {@code kafka}. */
  String NAME = "hillock.transport";

  /** Largest encoded frame in bytes. */
  int maxFrameBytes();

  /**
   * Opens the way for the frames of a model.
   *
   * @throws org.hillock.api.activation.TapRefusedException when there is no topic for it
   */
  Channel open(String model, Delivery delivery);

  /** Follows frames from now on; in order within a stream, committed ones only when lossless. */
  Subscription subscribe(String model, Delivery delivery, FrameListener listener);

  /** Where sessions stand in its log; empty for a transport that keeps none. */
  default Optional<StreamPositions> positions() {
    return Optional.empty();
  }

  /**
   * Folds the committed frames of a model, and keeps the state with the frames that it holds in one
   * transaction, until closed. Never blocks for long: what is missing is waited for.
   *
   * @return empty where this transport keeps nothing
   */
  default Optional<HostedAnalysis.Hosting> host(HostedAnalysis analysis) {
    return Optional.empty();
  }

  /** Publishes a finding; never blocks longer than it takes to queue it. */
  void publish(Finding finding);
}
