package org.hillock.api.activation;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Taps and subscriptions, as people and analyses use them. */
@ProviderType
public interface Activations {
  /**
   * Opens a tap until {@link #close}; a tap of that name is replaced.
   *
   * @throws TapRefusedException when model or site is unknown (the nearest names are given), a
   *     frame is too large, or the transport cannot carry it
   */
  void open(Tap tap);

  /** Closes a tap; false when there is none of that name. */
  boolean close(String tap);

  /** All taps, those that wait for their model included, by name. */
  List<TapStatus> taps();

  /**
   * Follows frames from now on until the subscription is closed, and is a tap of its own for that
   * time. A model that is not known yet is waited for.
   *
   * <p>The listener sees exactly the steps that it asked for, whatever other taps ask for, and all
   * markers of these streams. What it throws is logged, and it goes on.
   *
   * @param site a name, or {@code *}
   * @param every only steps whose number is divisible by it
   */
  Subscription subscribe(
      String model, String site, int every, Delivery delivery, FrameListener listener);

  /** A running subscription. */
  @ProviderType
  interface Subscription extends AutoCloseable {
    /** Frames shown to the listener. */
    long received();

    /** Records on the topic that are not frames of ours: skipped and counted. */
    long rejected();

    /** Ends it; on return the listener is not called any more. */
    @Override
    void close();
  }
}
